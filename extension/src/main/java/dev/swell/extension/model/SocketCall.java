package dev.swell.extension.model;

import jakarta.websocket.CloseReason;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;

/**
 * What there is for the parameters of a {@link SocketCallback}; null where there is nothing.
 *
 * @param connection the connection; null before the upgrade
 * @param handshake the upgrade request; may be null for callbacks that don't take it
 * @param message a text message as {@code String}, a binary one as {@code byte[]}, one of JSON as the record
 * @param reason why the connection is closed
 * @param failure what another callback threw
 */
public record SocketCall(Connection connection, Handshake handshake, Object message, CloseReason reason,
        Throwable failure) {}
