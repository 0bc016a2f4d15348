package dev.swell.runtime.attached;

import java.util.Set;

import dev.swell.extension.ExtensionSettings;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.StateSettings;

/** What the configuration says to the extension, in containers that somebody else has started. Found by ServiceLoader. */
public final class AttachedSettings implements ExtensionSettings {

    private StateSettings state;

    private StateSettings state() {
        if (state == null) {
            state = Configuration.attached(Thread.currentThread().getContextClassLoader()).settings().state();
        }
        return state;
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
