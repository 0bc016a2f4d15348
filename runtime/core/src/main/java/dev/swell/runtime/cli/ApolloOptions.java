package dev.swell.runtime.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

/** Where Apollo is. Each option sets a key of the configuration. */
final class ApolloOptions {

    /** The environment variable of the key, which a process started from here inherits. */
    static final String ACCESS_KEY_VARIABLE = "SWELL_APOLLO_ACCESS_KEY";

    private static final String ACCESS_KEY = "swell.apollo.access-key";

    @Option(names = "--apollo-server", paramLabel = "URL", description = "Apollo's config service; swell.apollo.server.")
    private String server;

    @Option(names = "--apollo-app-id", paramLabel = "ID", description = "The application's name there; swell.apollo.app-id.")
    private String appId;

    @Option(names = "--apollo-namespaces", paramLabel = "NAME", split = ",", description = {
            "The namespaces, with commas between or one an option;", "swell.apollo.namespaces."})
    private List<String> namespaces = new ArrayList<>();

    @Option(names = "--apollo-cluster", paramLabel = "NAME", description = "The cluster; swell.apollo.cluster.")
    private String cluster;

    @Option(names = "--apollo-client-ip", paramLabel = "IP", description = "This machine's address; swell.apollo.client-ip.")
    private String clientIp;

    @Option(names = "--apollo-pull-timeout", paramLabel = "TIME", description = "How long an answer may take; swell.apollo.pull-timeout.")
    private String pullTimeout;

    @Option(names = "--apollo-access-key", paramLabel = "SECRET", description = {
            "The access key; others on this machine can see it here, so",
            "rather set the environment variable " + ACCESS_KEY_VARIABLE + "."})
    private String accessKey;

    @Option(names = "--apollo-on-change", paramLabel = "WHAT", description = "event or reload; swell.apollo.on-change.")
    private String onChange;

    /** Returns the keys that are set. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        put(keys, "swell.apollo.server", server);
        put(keys, "swell.apollo.app-id", appId);
        put(keys, "swell.apollo.namespaces", namespaces.isEmpty() ? null : String.join(",", namespaces));
        put(keys, "swell.apollo.cluster", cluster);
        put(keys, "swell.apollo.client-ip", clientIp);
        put(keys, "swell.apollo.pull-timeout", pullTimeout);
        put(keys, ACCESS_KEY, accessKey);
        put(keys, "swell.apollo.on-change", onChange);
        return keys;
    }

    private static void put(Map<String, String> keys, String key, String value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    /** Returns the arguments that say the same, but for the secret. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        keys().forEach((key, value) -> {
            if (!key.equals(ACCESS_KEY)) {
                arguments.addAll(List.of("--" + key.substring("swell.".length()).replace('.', '-'), value));
            }
        });
        return arguments;
    }

    /** Returns what a process that is given these arguments needs besides, in its environment. */
    Map<String, String> environment() {
        return accessKey == null ? Map.of() : Map.of(ACCESS_KEY_VARIABLE, accessKey);
    }
}
