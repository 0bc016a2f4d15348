package dev.swell.tck.benchmarks;

/**
 * One measurement.
 *
 * @param rate answers per second
 * @param micros CPU time of the server for each answer
 * @param p99Millis 99th percentile of the time to the answer
 * @param cores how much CPU time the server used per second
 * @param startMillis from starting its process to its first answer
 * @param megabytes resident memory
 */
record Sample(double rate, double micros, double p99Millis, double cores, double startMillis, double megabytes) {}
