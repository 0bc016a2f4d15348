package dev.swell.extension;

import java.util.Set;

/** Settings of a test. */
record Settings(Set<String> laneScoped, Set<String> renew, Set<String> implicitBeans) implements ExtensionSettings {

    Settings(Set<String> laneScoped, Set<String> renew) {
        this(laneScoped, renew, Set.of());
    }
}
