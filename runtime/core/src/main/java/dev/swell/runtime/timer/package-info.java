/**
 * The one timer of the process. It runs no application code: what is due is handed to other threads.
 *
 * @see dev.swell.runtime.timer.Timer
 */
package dev.swell.runtime.timer;
