/**
 * What an application declares, checked and immutable, for a runtime to serve: start reading at
 * {@link dev.swell.extension.model.ApplicationModel}.
 */
package dev.swell.extension.model;
