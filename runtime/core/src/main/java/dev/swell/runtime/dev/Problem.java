package dev.swell.runtime.dev;

/**
 * Why the new code isn't served.
 *
 * @param title what has failed, in a few words
 * @param text what is wrong, lines for people
 */
record Problem(String title, String text) {}
