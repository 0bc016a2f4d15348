package dev.swell.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a record as the row of a {@link Table}. Its components are the columns: of type {@code int}, {@code long},
 * {@code double}, {@code boolean} or {@code String}, one of them marked with {@link Key}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

    /**
     * What the table is called, over reloads too: a letter, then up to 99 letters, digits, {@code _}, {@code -} or
     * {@code .}; the record's simple name by default.
     */
    String name() default "";

    /** How many rows it may have: 1 to 16,777,216. */
    int size() default 1024;

    /**
     * How long a row stays after it was put: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code PT0.5S}; from 1 ms
     * to 365 days. As long as it isn't removed, by default.
     */
    String ttl() default "";

    /** How many characters each text may have: 1 to 16,777,216. */
    int maxText() default 65536;
}
