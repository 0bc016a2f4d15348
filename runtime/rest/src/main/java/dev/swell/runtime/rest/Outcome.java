package dev.swell.runtime.rest;

/**
 * What the short way has done already when RESTEasy is to answer after all: it must not be done again.
 *
 * @param value what the resource method has returned
 * @param failure what RESTEasy would have been thrown in its place, or null
 * @param input the body as far as it has been read, or null
 * @param response what may have been sent in part
 */
record Outcome(Object value, Throwable failure, ExchangeInput input, ExchangeResponse response) {}
