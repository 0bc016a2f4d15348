package dev.swell.runtime.apollo;

import static dev.swell.runtime.apollo.ApolloMessages.MESSAGES;

import java.util.List;
import java.util.Optional;

import dev.swell.runtime.config.ApolloSettings;
import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveSettings;
import dev.swell.runtime.config.LiveSource;
import dev.swell.runtime.config.LiveSourceAddOn;

/** Brings Apollo, where {@code swell.apollo.server} is set. */
public final class ApolloAddOn implements LiveSourceAddOn {

    @Override
    public Optional<LiveSource> open(LiveSettings settings) {
        ApolloSettings apollo = settings.apollo();
        if (apollo.server().isEmpty()) {
            return Optional.empty();
        }
        if (apollo.appId().isEmpty()) {
            throw new ConfigurationException(List.of(MESSAGES.noAppId()), null);
        }
        return Optional.of(ApolloSource.open(apollo, settings.stateDirectory().map(Cache::new), Pace.usual()));
    }
}
