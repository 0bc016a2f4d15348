package dev.swell.lifecycle;

import dev.swell.Server;

/**
 * Once in the life of the process, before a listener opens. An observer that throws fails the start.
 *
 * @param server the process
 */
public record ServerStart(Server server) {}
