/** The same answers by Vert.x Web. */
package dev.swell.tck.benchmarks.peers;
