package dev.swell.extension.model;

import io.undertow.server.HandlerWrapper;

/**
 * A bean that wraps every handler.
 *
 * @param priority the lower, the further outside
 * @param place where it is declared
 * @param wrapper calls the bean
 */
public record MiddlewareModel(int priority, Place place, HandlerWrapper wrapper) {}
