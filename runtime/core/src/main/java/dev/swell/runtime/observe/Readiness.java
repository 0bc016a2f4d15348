package dev.swell.runtime.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import dev.swell.runtime.observe.Health.Answer;
import dev.swell.runtime.observe.Health.Question;
import dev.swell.runtime.worker.Worker;

/** Whether a worker is ready to take over, as its own readiness checks say. */
public final class Readiness {

    private static final Duration SPARE = Duration.ofMillis(500);
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private Readiness() {}

    /**
     * Waits until all readiness checks are up. Runs application code, on a thread of its own, which is interrupted if it
     * takes too long.
     *
     * @return the checks that were still down after that time, with what they say; nothing if the worker is ready
     */
    public static List<String> await(Worker worker, Duration atMost) throws InterruptedException {
        AtomicReference<List<String>> down = new AtomicReference<>(
                List.of("no answer within " + atMost.toSeconds() + " s"));
        Thread asking = new Thread(null, () -> down.set(ask(worker, atMost)), "swell-readiness", 0, false);
        asking.setDaemon(true);
        asking.start();
        asking.join(atMost.plus(SPARE).toMillis());
        List<String> found = down.get(); // before the interrupt, which would be an answer, too
        asking.interrupt();
        return found;
    }

    private static List<String> ask(Worker worker, Duration atMost) {
        Health health = new Health(() -> false);
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            worker.enter();
            Answer answer = health.ask(Question.READY, worker);
            if (answer.up() || System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return answer.up() ? List.of() : answer.down();
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
    }
}
