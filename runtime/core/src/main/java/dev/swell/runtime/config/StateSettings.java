package dev.swell.runtime.config;

import java.util.Set;

/**
 * The keys {@code swell.state.*}.
 *
 * @param laneScoped names of bean classes to be made lane-scoped
 * @param renew names of bean classes to be made lane-scoped and destroyed after each request
 */
public record StateSettings(Set<String> laneScoped, Set<String> renew) {

    /** Returns what holds where nothing is configured. */
    public static StateSettings defaults() {
        return Settings.defaults().state();
    }
}
