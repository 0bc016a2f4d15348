/** HTTP by plain bean methods: start reading at {@link dev.swell.http.Route}. */
package dev.swell.http;
