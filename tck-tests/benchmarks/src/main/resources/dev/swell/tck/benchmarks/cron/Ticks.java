package ticks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.undertow.server.HttpServerExchange;

import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;
import dev.swell.http.Route;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;

/** The same two intervals as jobs and in a bare executor. */
@ApplicationScoped
class Ticks {

    private final Map<String, Times> times = new TreeMap<>(Map.of("10 ms job", new Times(10), "10 ms bare", new Times(10),
            "50 ms job", new Times(50), "50 ms bare", new Times(50)));
    private final ScheduledThreadPoolExecutor bare = new ScheduledThreadPoolExecutor(2);

    @CronJob(every = "10ms")
    void ten(CronExecution run) {
        times.get("10 ms job").add(run.scheduledAt());
    }

    @CronJob(every = "50ms")
    void fifty(CronExecution run) {
        times.get("50 ms job").add(run.scheduledAt());
    }

    void start(@Observes WorkerStart event) {
        bare.scheduleAtFixedRate(times.get("10 ms bare")::add, 10, 10, TimeUnit.MILLISECONDS);
        bare.scheduleAtFixedRate(times.get("50 ms bare")::add, 50, 50, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes WorkerStop event) {
        bare.shutdownNow();
    }

    @Route("/plaintext")
    void plaintext(HttpServerExchange exchange) {
        exchange.getResponseSender().send("Hello, World!");
    }

    @Route("/begin")
    void begin(HttpServerExchange exchange) {
        times.values().forEach(Times::clear);
        exchange.getResponseSender().send("begun");
    }

    @Route("/late")
    void late(HttpServerExchange exchange) {
        StringBuilder text = new StringBuilder();
        times.forEach((name, late) -> text.append(name).append('=').append(late).append('\n'));
        exchange.getResponseSender().send(text.toString());
    }
}
