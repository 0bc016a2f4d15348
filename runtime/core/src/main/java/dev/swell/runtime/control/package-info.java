/**
 * How a running server is found and asked: the {@link dev.swell.runtime.control.StateDirectory} has its PID file and its
 * control socket. {@link dev.swell.runtime.control.Presence} is the server's side, {@link dev.swell.runtime.control.Instance}
 * that of the commands. A request is one line of JSON with its name; the answer is lines of JSON, of which the last says
 * whether it succeeded.
 */
package dev.swell.runtime.control;
