package dev.swell.runtime.async;

/**
 * How many tasks and events there are, at one moment.
 *
 * @param waiting those that wait for their turn
 * @param running those that are being done
 * @param delayed those that wait for their time or their next try
 * @param dead dead letters that are kept
 */
public record TaskCounts(int waiting, int running, int delayed, int dead) {}
