package dev.swell.extension;

import java.util.Set;

/**
 * What the extension must know of the configuration before beans are discovered. A runtime gives it to the extension, or
 * has it found by {@link java.util.ServiceLoader} where the container makes the extension.
 */
public interface ExtensionSettings {

    /** Returns the names of bean classes to be made lane-scoped. */
    Set<String> laneScoped();

    /** Returns the names of bean classes to be made lane-scoped and destroyed after each unit of work. */
    Set<String> renew();

    /** Returns the names of classes without a scope that are to become application-scoped beans. */
    default Set<String> implicitBeans() {
        return Set.of();
    }

    /** Returns what is configured of jobs. */
    default JobSettings jobs() {
        return JobSettings.none();
    }

    /** Returns settings that change nothing. */
    static ExtensionSettings none() {
        return new ExtensionSettings() {
            @Override
            public Set<String> laneScoped() {
                return Set.of();
            }

            @Override
            public Set<String> renew() {
                return Set.of();
            }
        };
    }
}
