/**
 * HTTP: the listener and the way of a request through a worker. Start reading at
 * {@link dev.swell.runtime.http.HttpEngine}; a {@link dev.swell.runtime.http.Request} tells the life of one request, the
 * {@link dev.swell.runtime.http.Pipeline} what a worker has compiled for it.
 */
package dev.swell.runtime.http;
