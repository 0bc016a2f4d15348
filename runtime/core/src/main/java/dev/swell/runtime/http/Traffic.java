package dev.swell.runtime.http;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.observe.HttpMetrics;
import dev.swell.runtime.worker.Gate;

/**
 * What all requests of an engine share.
 *
 * @param gate how many run and wait
 * @param metrics what is counted
 * @param sessions the clients' sessions
 * @param settings the limits
 */
record Traffic(Gate gate, HttpMetrics metrics, Sessions sessions, HttpSettings settings) {}
