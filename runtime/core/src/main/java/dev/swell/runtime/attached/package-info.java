/**
 * Serves a container that somebody else has started: {@link dev.swell.runtime.attached.AttachedExtension} is found by it,
 * and starts and stops the server with it.
 */
package dev.swell.runtime.attached;
