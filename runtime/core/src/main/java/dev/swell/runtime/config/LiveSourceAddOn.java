package dev.swell.runtime.config;

import java.util.Optional;

/**
 * Brings live configuration from somewhere. Found by {@link java.util.ServiceLoader}, made with a public constructor without
 * parameters.
 */
public interface LiveSourceAddOn {

    /**
     * Opens the source and reads its values for the first time; called once in a process.
     *
     * @return nothing if it isn't configured
     * @throws ConfigurationException with the reason, if it can't be read; nothing is left open then
     */
    Optional<LiveSource> open(LiveSettings settings);
}
