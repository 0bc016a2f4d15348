/** Tests of applications: start reading at {@link dev.swell.junit5.SwellTest}. */
package dev.swell.junit5;
