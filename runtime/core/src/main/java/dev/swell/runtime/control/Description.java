package dev.swell.runtime.control;

import java.util.Optional;

/**
 * What is told of a server besides its state.
 *
 * @param application what people call the application
 * @param versionLabel the label of its version
 * @param swell the version of Swell
 * @param java the version of Java
 */
public record Description(String application, Optional<String> versionLabel, String swell, String java) {}
