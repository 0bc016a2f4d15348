/**
 * What stays in memory between requests, and how it is kept from bleeding into the next one: start reading at
 * {@link dev.swell.state.LaneScoped}.
 */
package dev.swell.state;
