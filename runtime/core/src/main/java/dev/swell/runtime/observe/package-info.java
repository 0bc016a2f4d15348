/**
 * What is seen from outside: {@link dev.swell.runtime.observe.Metrics}, health, and the log's one backend.
 */
package dev.swell.runtime.observe;
