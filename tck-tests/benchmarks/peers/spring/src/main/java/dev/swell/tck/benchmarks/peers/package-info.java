/** The same answers by Spring MVC on Tomcat with virtual threads. */
package dev.swell.tck.benchmarks.peers;
