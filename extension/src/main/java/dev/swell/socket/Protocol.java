package dev.swell.socket;

/** What is spoken on a port. */
public enum Protocol {
    /** RFC 6455, after an upgrade from HTTP/1.1. */
    WEBSOCKET,
    /** Bytes, framed by a delimiter or a length, or not at all. */
    TCP,
    /** Datagrams. */
    UDP,
    /** HTTP/1.1, and HTTP/2 under TLS. */
    HTTP
}
