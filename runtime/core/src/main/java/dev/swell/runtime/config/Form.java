package dev.swell.runtime.config;

import java.util.function.Function;

/**
 * What may be written as the value of a key.
 *
 * @param <T> what the text is read to
 * @param allowed what is allowed, with examples; it goes on after "must be"
 * @param reading reads the text; throws {@link IllegalArgumentException} for any other, and
 *        {@link UnsupportedOperationException}, naming what this is, for what goes elsewhere only
 */
public record Form<T>(String allowed, Function<String, T> reading) {

    T read(String text) {
        return reading.apply(text);
    }
}
