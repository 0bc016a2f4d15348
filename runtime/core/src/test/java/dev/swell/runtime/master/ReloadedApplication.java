package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.worker.launch.Sources;

/** An application that is changed and reloaded, and the server that it runs in. */
abstract class ReloadedApplication {

    static final String GATE = "reload.gate";
    static final String EVENTS = "reload.events";

    @TempDir
    Path folder;
    ReloadedServer server;

    @AfterEach
    void close() {
        gate().countDown();
        System.getProperties().remove(GATE);
        System.getProperties().remove(EVENTS);
        if (server != null) {
            server.close();
        }
    }

    /** An application that says which version it is. */
    static Sources version(String version) {
        return new Sources().type("Version",
                """
                        @ApplicationScoped public class Version {
                            @Route("/version") void version(HttpServerExchange exchange) {
                                exchange.getResponseSender().send("%s");
                            }
                            @Route("/wait") void await(HttpServerExchange exchange) throws Exception {
                                ((java.util.concurrent.CountDownLatch) System.getProperties().get("reload.gate")).await();
                                exchange.getResponseSender().send("%s");
                            }
                            @Route("/deaf") void deaf(HttpServerExchange exchange) {
                                java.util.concurrent.CountDownLatch gate = (java.util.concurrent.CountDownLatch) System.getProperties()
                                        .get("reload.gate");
                                while (gate.getCount() > 0) {
                                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                                    Thread.interrupted();
                                }
                                exchange.getResponseSender().send("too late");
                            }
                            @Route("/stream") void stream(HttpServerExchange exchange) throws Exception {
                                exchange.getOutputStream().write("begun".getBytes());
                                exchange.getOutputStream().flush();
                                deaf(exchange);
                            }
                        }
                        """
                        .formatted(version, version));
    }

    static CountDownLatch gate() {
        return (CountDownLatch) System.getProperties().computeIfAbsent(GATE, absent -> new CountDownLatch(1));
    }

    void deploy(Sources sources) throws IOException {
        Path next = sources.jar(folder.resolve("next/app.jar"));
        Files.move(next, folder.resolve("app.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    void start(Sources sources, String... configuration) throws IOException {
        gate();
        deploy(sources);
        server = ReloadedServer.start(folder.resolve("app.jar"), configuration);
    }

    Reload reload() {
        return server.master().reload().join();
    }

    String failToReload() {
        CompletableFuture<Reload> reload = server.master().reload();
        assertThatThrownBy(reload::join).hasCauseInstanceOf(ReloadFailure.class);
        return server.master().status().lastFailure().orElseThrow();
    }

    /** What a client was answered. */
    record Answer(int status, String head, String body) {}
}
