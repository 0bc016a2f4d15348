package dev.swell.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is configured, read and checked.
 *
 * @param http HTTP
 * @param socket connections of socket handlers
 * @param heartbeat their signs of life
 * @param task tasks and events
 * @param cron jobs
 * @param state lanes
 * @param management health and metrics
 * @param log logging
 * @param dev development mode
 * @param live configuration that changes while the process runs
 * @param threads which threads run application code
 * @param reload reloads
 * @param stopMaxWait how long a stop waits for what still runs
 * @param attached whether a container that someone else started is served
 * @param stateDirectory where the state of the process is; empty if there is to be none
 * @param versionLabel the label of the application's version
 * @param fixed the values of the keys that take a restart, by name
 */
public record Settings(HttpSettings http, SocketSettings socket, HeartbeatSettings heartbeat,
        TaskSettings task, CronSettings cron,
        StateSettings state,
        ManagementSettings management, LogSettings log, DevSettings dev, LiveSettings live,
        Threads threads, ReloadSettings reload,
        Duration stopMaxWait,
        boolean attached, Optional<Path> stateDirectory, Optional<String> versionLabel, Map<String, Object> fixed) {

    /** Returns the names of the keys that say something else in the other settings, and take a restart to do so. */
    public List<String> fixedElsewhere(Settings other) {
        return fixed.keySet().stream().filter(key -> !fixed.get(key).equals(other.fixed.get(key))).sorted().toList();
    }

    /** Returns what holds where nothing is configured. */
    public static Settings defaults() {
        return SettingsReader.read(new KeyReader(Values.none()));
    }
}
