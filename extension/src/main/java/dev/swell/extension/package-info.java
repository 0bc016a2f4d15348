/**
 * The portable extension: start reading at {@link dev.swell.extension.SwellExtension}. It turns annotated beans into an
 * {@link dev.swell.extension.model.ApplicationModel} and starts nothing.
 */
package dev.swell.extension;
