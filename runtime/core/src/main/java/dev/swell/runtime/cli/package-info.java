/** The command line: {@link dev.swell.runtime.cli.SwellCommand} reads it, each command is a class. */
package dev.swell.runtime.cli;
