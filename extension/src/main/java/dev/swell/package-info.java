/** What an application sees of the process that serves it: start reading at {@link dev.swell.Server}. */
package dev.swell;
