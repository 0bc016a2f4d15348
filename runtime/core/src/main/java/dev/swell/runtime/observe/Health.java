package dev.swell.runtime.observe;

import static dev.swell.runtime.observe.ObserveLogger.LOG;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import jakarta.json.JsonObject;

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

    /**
     * A status and why.
     *
     * @param json the same for programs
     * @param down the names of the checks that are down, with what they say
     */
    record Answer(boolean up, String json, List<String> down) {

        static Answer of(SmallRyeHealth health) {
            return new Answer(!health.isDown(), health.getPayload().toString(),
                    health.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                            .filter(check -> check.getString("status").equals("DOWN"))
                            .map(check -> "'" + check.getString("name") + "'"
                                    + (check.containsKey("data") ? " " + check.get("data") : ""))
                            .toList());
        }
    }

    /** Returns the answer of a worker that the caller has leased; the lease is returned here. */
    Answer ask(Question question, Worker leased) {
        if (stopping.getAsBoolean() && (question == Question.READY || question == Question.ALL)) {
            leased.release();
            return new Answer(false, STOPPING, List.of());
        }
        try {
            AtomicReference<Answer> answer = new AtomicReference<>();
            Unit unit = leased.open(null, () -> null, () -> {});
            try {
                unit.run(() -> answer.set(leased.bean(SmallRyeHealthReporter.class).map(question.asking)
                        .map(Answer::of)
                        .orElse(new Answer(true, NOTHING_TO_ASK, List.of()))));
            } finally {
                unit.complete();
            }
            return answer.get();
        } catch (RuntimeException | Error e) { // an error of a check is an answer too
            LOG.checkFailed(e);
            return new Answer(false, FAILED, List.of(e.toString()));
        }
    }
}
