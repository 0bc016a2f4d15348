package dev.swell.extension.model;

import dev.swell.state.Cleaner;

/**
 * A bean that cleans up after each unit of work.
 *
 * @param priority the lower, the earlier
 * @param place where it is declared
 * @param cleaner calls the bean
 */
public record CleanerModel(int priority, Place place, Cleaner cleaner) {}
