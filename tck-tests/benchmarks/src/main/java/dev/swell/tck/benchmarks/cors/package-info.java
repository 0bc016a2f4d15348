/** In a jar of its own, since a global filter is for all resources of an application. */
package dev.swell.tck.benchmarks.cors;
