package dev.swell.runtime.config;

/** How important a log line is, the most important first. {@code OFF} silences a category. */
public enum LogLevel {
    OFF, ERROR, WARN, INFO, DEBUG, TRACE;

    static final Form<LogLevel> FORM = Forms.choice(LogLevel.class, LogLevel::name);
}
