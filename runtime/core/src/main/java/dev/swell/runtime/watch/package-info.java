/** How changes of files are found: {@link dev.swell.runtime.watch.FileEvents} say when to look. */
package dev.swell.runtime.watch;
