/**
 * What happens to the process and its workers, as CDI events: observe them with {@code @Observes}, order the observers with
 * {@code @Priority}.
 */
package dev.swell.lifecycle;
