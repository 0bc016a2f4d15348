package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigMessages.MESSAGES;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts the values of all keys together. */
final class SettingsReader {

    private SettingsReader() {}

    static Settings read(KeyReader keys) {
        keys.checkJobs();
        TaskSettings task = new TaskSettings(keys.read(Keys.TASK_CONCURRENT), keys.read(Keys.TASK_QUEUED),
                keys.read(Keys.TASK_DURABLE), keys.read(Keys.TASK_JOURNAL));
        Optional<Path> stateDirectory = keys.read(Keys.STATE_DIR);
        if (task.allDurable() && stateDirectory.isEmpty()) {
            keys.add(MESSAGES.nowhereToKeepTasks());
        }
        return new Settings(http(keys),
                new SocketSettings(keys.read(Keys.MAX_FRAME), keys.read(Keys.SEND_BUFFER),
                        keys.read(Keys.ALLOWED_ORIGINS),
                        keys.read(Keys.SOCKET_CONCURRENT)),
                new HeartbeatSettings(keys.read(Keys.IDLE_TIME), keys.read(Keys.CHECK_INTERVAL)),
                task,
                new CronSettings(keys.read(Keys.CRON_ENABLED), keys.read(Keys.CRON_MAX_WAIT)),
                new StateSettings(keys.read(Keys.LANE_SCOPED), keys.read(Keys.RENEW)),
                management(keys),
                new LogSettings(keys.read(Keys.LOG_LEVEL), keys.categoryLevels(), keys.read(Keys.LOG_FORMAT)),
                new DevSettings(keys.read(Keys.DEV_WATCH), keys.read(Keys.DEV_IGNORE), keys.read(Keys.DEV_EXTENSIONS),
                        keys.read(Keys.DEV_SOURCES), keys.read(Keys.DEV_RESOURCES),
                        keys.read(Keys.DEV_COMPILER_OPTIONS)),
                LiveSettings.read(keys), keys.read(Keys.THREADS),
                new ReloadSettings(keys.read(Keys.RELOAD_MAX_WAIT), keys.read(Keys.RELOAD_MAX_REQUESTS)),
                keys.read(Keys.STOP_MAX_WAIT), keys.read(Keys.ATTACHED), stateDirectory,
                keys.read(Keys.VERSION_LABEL), keys.fixed());
    }

    private static HttpSettings http(KeyReader keys) {
        return new HttpSettings(keys.read(Keys.HTTP_HOST), keys.read(Keys.HTTP_PORT), keys.read(Keys.SERVER_HEADER),
                keys.read(Keys.MAX_BODY), Math.toIntExact(keys.read(Keys.MAX_HEADERS)), keys.read(Keys.IDLE_TIMEOUT),
                keys.read(Keys.REQUEST_TIMEOUT), keys.read(Keys.HTTP_CONCURRENT), keys.read(Keys.HTTP_QUEUED),
                keys.read(Keys.COMPRESSION), keys.read(Keys.SESSION_TIMEOUT), keys.read(Keys.SESSION_COOKIE));
    }

    private static ManagementSettings management(KeyReader keys) {
        OptionalInt port = keys.read(Keys.MANAGEMENT_PORT);
        return new ManagementSettings(port.isPresent(), keys.read(Keys.MANAGEMENT_HOST), port.orElse(0));
    }
}
