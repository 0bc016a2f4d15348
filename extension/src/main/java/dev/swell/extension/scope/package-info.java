/**
 * The contexts of request, session and lane, all served by one {@link dev.swell.extension.scope.UnitOfWork} that a thread
 * holds while it runs application code.
 */
package dev.swell.extension.scope;
