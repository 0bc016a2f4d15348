package dev.swell.runtime.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers what was found out about the values of a header. Clients choose them, so only so many and short ones are kept. */
final class Verdicts<T> {

    private static final int MOST_KNOWN = 200;
    private static final int LONGEST = 200;

    private final Map<String, Optional<T>> known = new ConcurrentHashMap<>();
    private final Function<String, Optional<T>> judge;

    /**
     * Makes it.
     *
     * @param judge finds out about a value; whatever it throws means nothing was found
     */
    Verdicts(Function<String, Optional<T>> judge) {
        this.judge = judge;
    }

    /** Returns what is found about a value. */
    Optional<T> of(String value) {
        Optional<T> verdict = known.get(value);
        if (verdict == null) {
            verdict = judged(value);
            if (known.size() < MOST_KNOWN && value.length() <= LONGEST) {
                known.put(value, verdict);
            }
        }
        return verdict;
    }

    private Optional<T> judged(String value) {
        try {
            return judge.apply(value);
        } catch (RuntimeException e) { // RESTEasy will say so itself
            return Optional.empty();
        }
    }
}
