package dev.swell.lifecycle;

import java.util.Set;

/**
 * Live configuration has changed: Apollo, or a file of {@code swell.config.locations}. Whoever asks {@code Config} for one of
 * these keys gets the new value; what was injected stays as it is until a reload. Observed in a unit of work of its own; one
 * event at a time, in the order of the changes. What an observer throws is logged.
 *
 * @param keys whose values were added, removed or replaced
 */
public record ConfigChanged(Set<String> keys) {

    /** Makes one that can't be changed. */
    public ConfigChanged {
        keys = Set.copyOf(keys);
    }
}
