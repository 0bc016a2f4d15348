package ticks;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HttpServerExchange;

import dev.swell.cron.CronExecution;
import dev.swell.http.Route;

/** How late the runs of many jobs are. */
@ApplicationScoped
class Lateness {

    private static final int MOST = 5_000_000;
    private static final int MICRO = 1_000;

    private final int[] micros = new int[MOST];
    private int count;

    void add(CronExecution execution) {
        long late = Duration.between(execution.scheduledAt(), Instant.now()).toNanos() / MICRO;
        synchronized (this) {
            if (count < MOST) {
                micros[count++] = (int) Math.max(0, late);
            }
        }
    }

    @Route("/begin")
    synchronized void begin(HttpServerExchange exchange) {
        count = 0;
        exchange.getResponseSender().send("begun");
    }

    @Route("/late")
    synchronized void late(HttpServerExchange exchange) {
        Arrays.sort(micros, 0, count);
        exchange.getResponseSender().send("many=" + count + " " + micros[count / 2] + " "
                + micros[(int) (count * 0.99)] + " " + micros[Math.max(0, count - 1)] + "\n");
    }
}
