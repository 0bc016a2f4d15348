package dev.swell.runtime.apollo;

import static dev.swell.runtime.apollo.ApolloMessages.MESSAGES;

import java.util.HashMap;
import java.util.Map;

import dev.swell.runtime.config.Documents;

/**
 * A namespace as Apollo has sent it.
 *
 * @param releaseKey by which Apollo knows whether this is the latest; empty for none
 * @param entries its keys; one key {@code content} if it is no properties
 */
record Namespace(String name, String releaseKey, Map<String, String> entries) {

    private static final String CONTENT = "content";

    /** Tells whether the name says that the namespace is one text. */
    private boolean isText() {
        return name.matches(".*\\.(json|yaml|yml|xml|txt)");
    }

    /** Returns the keys that it sets: of a text, the whole by the namespace's name, and what JSON and YAML have in them. */
    Map<String, String> values() throws ApolloFailure {
        String content = entries.get(CONTENT);
        if (!isText() || content == null) {
            return entries;
        }
        try {
            Map<String, String> values = new HashMap<>(Documents.read(name, content));
            values.put(name, content);
            return values;
        } catch (IllegalArgumentException e) {
            throw new ApolloFailure(MESSAGES.badNamespace(name, e.getMessage()));
        }
    }
}
