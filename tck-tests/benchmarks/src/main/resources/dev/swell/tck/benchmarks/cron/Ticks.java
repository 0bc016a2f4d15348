package ticks;

import java.time.Duration;
import java.time.Instant;
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

    private static final String JOB = " ms job";
    private static final String BARE = " ms bare";

    private final Map<String, Times> times = new TreeMap<>(Map.of("10" + JOB, new Times(), "10" + BARE, new Times(),
            "50" + JOB, new Times(), "50" + BARE, new Times()));
    private final ScheduledThreadPoolExecutor bare = new ScheduledThreadPoolExecutor(2);

    @CronJob(every = "10ms")
    void ten(CronExecution run) {
        add("10", run);
    }

    @CronJob(every = "50ms")
    void fifty(CronExecution run) {
        add("50", run);
    }

    private void add(String interval, CronExecution run) {
        times.get(interval + JOB).add(Duration.between(run.scheduledAt(), Instant.now()).toNanos());
    }

    void start(@Observes WorkerStart event) {
        schedule(10);
        schedule(50);
    }

    /** It leaves no beat out, so its runs count the beats. */
    private void schedule(long millis) {
        bare.prestartAllCoreThreads();
        bare.schedule(() -> {}, 0, TimeUnit.MILLISECONDS); // or the first one waits for classes to load
        Times own = times.get(millis + BARE);
        long interval = TimeUnit.MILLISECONDS.toNanos(millis);
        long[] due = new long[1];
        Runnable tick = () -> own.add(System.nanoTime() - (due[0] += interval));
        due[0] = System.nanoTime(); // the last moment before, or the executor seems late for ever
        bare.scheduleAtFixedRate(tick, millis, millis, TimeUnit.MILLISECONDS);
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
