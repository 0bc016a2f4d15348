/** When jobs run: {@link dev.swell.extension.schedule.Schedule}. */
package dev.swell.extension.schedule;
