package dev.swell.runtime.config;

import java.util.Map;
import java.util.Optional;

/** Where the texts of keys are looked up. */
interface Values {

    /** Returns the text that the property was given, if any. */
    Optional<Value> find(String property);

    /** Returns the properties that set a key with a name of the user's choice in it, by that name. */
    default Map<String, String> named(Key<?> key) {
        return Map.of();
    }

    /** A text and where it was written. */
    record Value(String text, String origin) {}

    static Values none() {
        return property -> Optional.empty();
    }
}
