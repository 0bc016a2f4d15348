/**
 * WebSockets. A request becomes a connection in {@link dev.swell.runtime.socket.Upgrade}; bytes become messages in
 * {@code FrameReader} and messages bytes in {@code FrameWriter}; {@code Inbox} and {@code Callbacks} have the application
 * handle them, one at a time. Connections outlive workers, so they hold nothing of an application.
 */
package dev.swell.runtime.socket;
