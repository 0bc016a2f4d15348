package dev.swell.tck.benchmarks.crash.app;

import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.swell.async.TaskHandler;

/** Does the work; now and then it takes more than one try. */
@ApplicationScoped
public class Workshop {

    private static final double FAILS = 0.02;

    @Inject
    Books books;

    @TaskHandler(tries = 20, retryDelay = "5ms")
    void work(Work work) {
        if (ThreadLocalRandom.current().nextDouble() < FAILS) {
            throw new IllegalStateException("not this time");
        }
        books.write("done", work.key());
    }
}
