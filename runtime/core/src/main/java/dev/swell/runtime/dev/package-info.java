/**
 * Development mode: {@link dev.swell.runtime.dev.DevMode} watches files, compiles sources, has the new code loaded and
 * shows in terminal and browser what is wrong with it.
 */
package dev.swell.runtime.dev;
