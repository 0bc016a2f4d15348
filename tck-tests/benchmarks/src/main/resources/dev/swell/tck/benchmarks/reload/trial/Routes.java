package trial;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;

import dev.swell.Server;
import dev.swell.http.Route;

/** Each answer begins with the version that has made it. */
class Routes {

    private static final int CHUNKS = 20;
    private static final int PAUSE_MILLIS = 100;

    @Inject
    Server server;
    @Inject
    Stock stock;
    @Inject
    Count count;

    @Route("/version")
    void version(HttpServerExchange exchange) {
        answer(exchange, "");
    }

    @Route("/query")
    void query(HttpServerExchange exchange) throws Exception {
        answer(exchange, stock.version());
    }

    @Route("/count")
    void count(HttpServerExchange exchange) {
        answer(exchange, count.next());
    }

    @Route(value = "/upload", methods = "POST")
    void upload(HttpServerExchange exchange) throws IOException {
        byte[] body = exchange.getInputStream().readAllBytes();
        CRC32 sum = new CRC32();
        sum.update(body);
        answer(exchange, body.length + " " + sum.getValue());
    }

    @Route("/stream")
    void stream(HttpServerExchange exchange) throws IOException, InterruptedException {
        OutputStream out = exchange.getOutputStream();
        for (int i = 1; i <= CHUNKS; i++) {
            out.write((Version.number() + " " + i + "\n").getBytes());
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Route("/reload")
    void reload(HttpServerExchange exchange) throws InterruptedException {
        try {
            answer(exchange, "worker " + server.reload().toCompletableFuture().get());
        } catch (ExecutionException e) {
            answer(exchange, e.getCause().getMessage());
        }
    }

    /** Names the pools that have threads. */
    @Route("/pools")
    void pools(HttpServerExchange exchange) {
        answer(exchange, Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith(Stock.POOL)).map(name -> name.split("[ :]")[0]).distinct().sorted()
                .collect(Collectors.joining(" ")));
    }

    private static void answer(HttpServerExchange exchange, Object text) {
        exchange.getResponseSender().send(Version.number() + " " + text);
    }
}
