package dev.swell.runtime.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.swell.runtime.observe.Health.Answer;
import dev.swell.runtime.observe.Health.Question;
import dev.swell.runtime.worker.Worker;

/** Whether a worker is ready to take over, as its own readiness checks say. */
public final class Readiness {

    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private Readiness() {}

    /**
     * Waits until all readiness checks are up. Runs application code, on this thread.
     *
     * @return the checks that were still down after that time, with what they say; nothing if the worker is ready
     */
    public static List<String> await(Worker worker, Duration atMost) {
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
