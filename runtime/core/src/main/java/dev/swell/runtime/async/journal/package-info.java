/**
 * What of the tasks outlives the process: {@link dev.swell.runtime.async.journal.Journal}. It knows files and bytes only,
 * neither the queue nor the application.
 */
package dev.swell.runtime.async.journal;
