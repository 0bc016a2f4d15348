package dev.swell.lifecycle;

import dev.swell.Server;

/**
 * Once, when the process ends in order: after the last request, before the last worker stops. What an observer throws is
 * logged.
 *
 * @param server the process
 */
public record ServerStop(Server server) {}
