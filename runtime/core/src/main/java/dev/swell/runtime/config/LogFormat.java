package dev.swell.runtime.config;

import java.util.Locale;

/** How log lines are written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One object a line. */
    JSON;

    static final Form<LogFormat> FORM = Forms.choice(LogFormat.class, format -> format.name().toLowerCase(Locale.ROOT));
}
