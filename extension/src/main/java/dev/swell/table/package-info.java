/** Tables and counters that the whole server shares, and that outlive reloads. */
package dev.swell.table;
