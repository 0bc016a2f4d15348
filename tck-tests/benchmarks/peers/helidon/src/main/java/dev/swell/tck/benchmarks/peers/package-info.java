/** The same answers by Helidon SE. */
package dev.swell.tck.benchmarks.peers;
