package dev.swell.runtime.config;

import java.util.Locale;

/** What is done when live configuration changes, after the application was told. */
public enum OnChange {

    /** Nothing more: the application reads again what it was told of. */
    EVENT,

    /** A reload, if anybody has read what has changed. */
    RELOAD;

    static final Form<OnChange> FORM = Forms.choice(OnChange.class, value -> value.name().toLowerCase(Locale.ROOT));
}
