package dev.swell.runtime.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys {@code swell.apollo.*}.
 *
 * @param server where the config service is; empty if Apollo is not used
 * @param appId the name of the application
 * @param namespaces the namespaces; the first that has a key wins
 * @param cluster the cluster
 * @param clientIp the address by which Apollo picks grey releases; empty for that of this machine
 * @param pullTimeout how long an answer with values may take
 * @param accessKey signs requests
 * @param onChange what is done at a change
 */
public record ApolloSettings(Optional<URI> server, Optional<String> appId, List<String> namespaces, String cluster,
        Optional<String> clientIp, Duration pullTimeout, Optional<Secret> accessKey, OnChange onChange) {

    /** Takes the names as Apollo does: without the end of those that are properties. */
    public ApolloSettings {
        namespaces = namespaces.stream().map(name -> name.replaceFirst("(?i)\\.properties$", "")).distinct().toList();
    }
}
