package dev.swell.async;

/**
 * A CDI event: a task's last try has failed, or a listener's, or there is nothing that could do it any more. Observe it with
 * {@code @Observes}; its observers are called in the worker that has made the try, in that request context. The dead letter is
 * kept as well, to be seen and tried again by {@code swell tasks}.
 *
 * @param id of the task or event
 * @param payload the payload or event; as JSON, a {@code String}, if the application has no class any more that it fits
 * @param tries how many tries were made
 * @param cause why the last one failed
 */
public record DeadLetter(String id, Object payload, int tries, Throwable cause) {}
