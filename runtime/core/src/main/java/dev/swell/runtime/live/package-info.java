/**
 * Configuration that changes while the process runs: {@link dev.swell.runtime.live.LiveChanges} tells the application and
 * reloads it, {@link dev.swell.runtime.live.FileSource} is the files of {@code swell.config.locations}.
 */
package dev.swell.runtime.live;
