/** The same answers by Quarkus: on its event loop and on its pool of threads. */
package dev.swell.tck.benchmarks.peers;
