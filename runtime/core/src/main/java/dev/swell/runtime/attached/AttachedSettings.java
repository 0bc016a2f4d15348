package dev.swell.runtime.attached;

import java.util.Set;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.JobSettings;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.StateSettings;

/** What the configuration says to the extension, in containers that somebody else has started. Found by ServiceLoader. */
public final class AttachedSettings implements ExtensionSettings {

    private Configuration configuration;

    private Configuration configuration() {
        if (configuration == null) {
            configuration = Configuration.attached(Thread.currentThread().getContextClassLoader());
        }
        return configuration;
    }

    private StateSettings state() {
        return configuration().settings().state();
    }

    @Override
    public JobSettings jobs() {
        return configuration().jobs();
    }

    @Override
    public Set<String> laneScoped() {
        return state().laneScoped();
    }

    @Override
    public Set<String> renew() {
        return state().renew();
    }
}
