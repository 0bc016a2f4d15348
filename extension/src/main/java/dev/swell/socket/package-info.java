/** Connections that stay open: start reading at {@link dev.swell.socket.SocketHandler}. */
package dev.swell.socket;
