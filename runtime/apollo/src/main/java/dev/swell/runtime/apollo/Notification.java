package dev.swell.runtime.apollo;

/**
 * What Apollo has last said of a namespace.
 *
 * @param id grows with each release; -1 if nothing was said
 * @param messages JSON that Apollo wants back when the namespace is pulled, so that no server of it answers with less than
 *        was said; empty for none
 */
record Notification(long id, String messages) {

    static final Notification NONE = new Notification(-1, "");
}
