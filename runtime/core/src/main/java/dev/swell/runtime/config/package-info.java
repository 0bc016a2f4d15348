/**
 * The configuration: {@link dev.swell.runtime.config.Keys} is the table of all keys,
 * {@link dev.swell.runtime.config.Configuration} reads them into {@link dev.swell.runtime.config.Settings}.
 */
package dev.swell.runtime.config;
