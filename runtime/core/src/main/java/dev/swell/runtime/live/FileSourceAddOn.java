package dev.swell.runtime.live;

import java.util.Optional;

import dev.swell.runtime.config.LiveSettings;
import dev.swell.runtime.config.LiveSource;
import dev.swell.runtime.config.LiveSourceAddOn;

/** Brings the files of {@code swell.config.locations}. */
public final class FileSourceAddOn implements LiveSourceAddOn {

    @Override
    public Optional<LiveSource> open(LiveSettings settings) {
        return settings.locations().isEmpty() ? Optional.empty() : Optional.of(new FileSource(settings));
    }
}
