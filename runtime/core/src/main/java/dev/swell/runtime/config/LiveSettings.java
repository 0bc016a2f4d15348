package dev.swell.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where configuration comes from that changes while the process runs.
 *
 * @param locations files and directories; the first that has a key wins
 * @param onChange what is done when these change
 * @param apollo Apollo
 * @param stateDirectory where copies may be kept; empty if nothing may
 */
public record LiveSettings(List<Path> locations, OnChange onChange, ApolloSettings apollo,
        Optional<Path> stateDirectory) {

    static LiveSettings read(KeyReader keys) {
        return new LiveSettings(keys.read(Keys.CONFIG_LOCATIONS), keys.read(Keys.CONFIG_ON_CHANGE),
                new ApolloSettings(keys.read(Keys.APOLLO_SERVER), keys.read(Keys.APOLLO_APP_ID),
                        keys.read(Keys.APOLLO_NAMESPACES), keys.read(Keys.APOLLO_CLUSTER),
                        keys.read(Keys.APOLLO_CLIENT_IP), keys.read(Keys.APOLLO_PULL_TIMEOUT),
                        keys.read(Keys.APOLLO_ACCESS_KEY), keys.read(Keys.APOLLO_ON_CHANGE)),
                keys.read(Keys.STATE_DIR));
    }

    /** Tells whether there is any such source. */
    boolean isUsed() {
        return !locations.isEmpty() || apollo.server().isPresent();
    }
}
