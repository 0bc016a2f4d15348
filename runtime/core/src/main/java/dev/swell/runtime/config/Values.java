package dev.swell.runtime.config;

import java.util.Map;
import java.util.Optional;

/** Where the texts of keys are looked up. */
interface Values {

    /** Returns the text that the property was given, if any. */
    Optional<Value> find(String property);

    /** Returns the properties that set a log category's level, by category. */
    Map<String, String> logCategories();

    /** A text and where it was written. */
    record Value(String text, String origin) {}

    static Values none() {
        return new Values() {
            @Override
            public Optional<Value> find(String property) {
                return Optional.empty();
            }

            @Override
            public Map<String, String> logCategories() {
                return Map.of();
            }
        };
    }
}
