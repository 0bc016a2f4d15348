/**
 * Apollo as a source of live configuration, on its HTTP API: {@link dev.swell.runtime.apollo.ApolloSource} pulls the
 * namespaces, keeps a copy of them in a file, and waits for notifications.
 */
package dev.swell.runtime.apollo;
