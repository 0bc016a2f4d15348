package dev.swell.runtime.rest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.undertow.util.HttpString;

/** The names of headers as Undertow wants them. An application has few, so they are made once. */
final class HeaderNames {

    private static final int MOST_KNOWN = 200;
    private static final Map<String, HttpString> KNOWN = new ConcurrentHashMap<>();

    private HeaderNames() {}

    static HttpString of(String name) {
        HttpString known = KNOWN.get(name);
        if (known == null) {
            known = new HttpString(name);
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }
}
