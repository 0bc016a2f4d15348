package dev.swell.runtime.observe;

import static dev.swell.runtime.observe.ObserveLogger.LOG;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;

import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/** Asks the application's health checks, each time anew and in a unit of work. */
final class Health {

    private static final String NOTHING_TO_ASK = "{\"status\":\"UP\",\"checks\":[]}";
    private static final String STOPPING = "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"swell\",\"status\":\"DOWN\","
            + "\"data\":{\"state\":\"stopping\"}}]}";
    private static final String FAILED = "{\"status\":\"DOWN\",\"checks\":[]}";

    private final BooleanSupplier stopping;

    Health(BooleanSupplier stopping) {
        this.stopping = stopping;
    }

    /** Which checks are asked. */
    enum Question {
        /** All of them. */
        ALL(SmallRyeHealthReporter::getHealth),
        /** Those of {@code @Liveness}. */
        LIVE(SmallRyeHealthReporter::getLiveness),
        /** Those of {@code @Readiness}. */
        READY(SmallRyeHealthReporter::getReadiness),
        /** Those of {@code @Startup}. */
        STARTED(SmallRyeHealthReporter::getStartup);

        private final Function<SmallRyeHealthReporter, SmallRyeHealth> asking;

        Question(Function<SmallRyeHealthReporter, SmallRyeHealth> asking) {
            this.asking = asking;
        }
    }

    /** A status and the JSON that tells why. */
    record Answer(boolean up, String json) {}

    /** Returns the answer of a worker that the caller has leased; the lease is returned here. */
    Answer ask(Question question, Worker leased) {
        if (stopping.getAsBoolean() && (question == Question.READY || question == Question.ALL)) {
            leased.release();
            return new Answer(false, STOPPING);
        }
        try {
            AtomicReference<Answer> answer = new AtomicReference<>();
            Unit unit = leased.open(null, () -> null, () -> {});
            try {
                unit.run(() -> answer.set(leased.bean(SmallRyeHealthReporter.class).map(question.asking)
                        .map(health -> new Answer(!health.isDown(), health.getPayload().toString()))
                        .orElse(new Answer(true, NOTHING_TO_ASK))));
            } finally {
                unit.complete();
            }
            return answer.get();
        } catch (RuntimeException | Error e) { // an error of a check is an answer too
            LOG.checkFailed(e);
            return new Answer(false, FAILED);
        }
    }
}
