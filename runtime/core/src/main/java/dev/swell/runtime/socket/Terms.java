package dev.swell.runtime.socket;

import java.net.SocketAddress;

import io.undertow.server.session.Session;

import dev.swell.runtime.observe.SocketTraffic;
import dev.swell.socket.Handshake;

/**
 * What is settled for a connection when it is opened; nothing of it belongs to an application.
 *
 * @param template the path template of its handler
 * @param path the path that the client asked for
 * @param remote the client's address
 * @param maxMessage the largest message in bytes
 * @param compression what was agreed upon, or null
 * @param principal who the client is, or null
 * @param session the client's session, or null
 * @param handshake the upgrade request, if callbacks want it later, else null
 * @param traffic what is counted
 */
record Terms(String template, String path, SocketAddress remote, long maxMessage, Compression compression,
        NamedPrincipal principal, Session session, Handshake handshake, SocketTraffic traffic) {}
