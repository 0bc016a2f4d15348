package dev.swell.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.swell.extension.JobSettings;

/** The table of all keys. Whatever reads, checks or describes the configuration starts from it. */
public final class Keys {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<String> HTTP_HOST = fixedKey("swell.http.host", "127.0.0.1", Forms.HOST,
            "The address that HTTP and WebSocket are served on");
    static final Key<Integer> HTTP_PORT = fixedKey("swell.http.port", "8080", Forms.PORT,
            "The port that HTTP and WebSocket are served on");
    static final Key<Optional<String>> SERVER_HEADER = fixedKey("swell.http.server-header", "", Forms.LINE,
            "The value of the response header Server; without it there is none");
    static final Key<Long> MAX_BODY = fixedKey("swell.http.max-body", "4M", Forms.size("1", "1024G"),
            "The longest request body; a longer one is answered with 413");
    static final Key<Long> MAX_HEADERS = fixedKey("swell.http.max-headers", "16K", Forms.size("1K", "16M"),
            "The longest request line and headers together; longer ones are answered with 431");
    static final Key<Duration> IDLE_TIMEOUT = fixedKey("swell.http.idle-timeout", "60s", Forms.duration("1ms", "7d"),
            "How long a connection may be idle between requests");
    static final Key<Duration> REQUEST_TIMEOUT = fixedKey("swell.http.request-timeout", "30s",
            Forms.duration("1ms", "7d"),
            "How long the head and body of a request may take to arrive; a slower one is answered with 408");
    static final Key<Integer> HTTP_CONCURRENT = fixedKey("swell.http.max-concurrent", "512", Forms.count(1, 1_000_000),
            "How many requests are handled at once");
    static final Key<Integer> HTTP_QUEUED = fixedKey("swell.http.max-queued", "4096", Forms.count(0, 10_000_000),
            "How many requests wait for their turn; further ones are answered with 503");
    static final Key<Boolean> COMPRESSION = fixedKey("swell.http.compression", "false", Forms.SWITCH,
            "Whether responses are compressed for clients that accept it");
    static final Key<Duration> SESSION_TIMEOUT = fixedKey("swell.http.session.timeout", "30m",
            Forms.duration("1s", "365d"),
            "How long a session lives after its last request");
    static final Key<String> SESSION_COOKIE = fixedKey("swell.http.session.cookie", "SWELLSESSION", Forms.TOKEN,
            "The name of the session's cookie");
    static final Key<Long> MAX_FRAME = key("swell.socket.max-frame", "4M", Forms.size("1", "1G"),
            "The longest message of a socket handler's connection; a longer one closes it, a WebSocket with 1009");
    static final Key<Long> SEND_BUFFER = fixedKey("swell.socket.send-buffer", "2M", Forms.size("1K", "1G"),
            "How much may wait to be sent to one peer; one that is slower is disconnected");
    static final Key<Set<String>> ALLOWED_ORIGINS = key("swell.socket.allowed-origins", "", Forms.ORIGINS,
            "From which pages, besides those of the same host and port, browsers may open WebSockets");
    static final Key<Integer> SOCKET_CONCURRENT = fixedKey("swell.socket.max-concurrent", "512",
            Forms.count(1, 1_000_000),
            "How many messages are handled at once");
    static final Key<Duration> IDLE_TIME = key("swell.heartbeat.idle-time", "600s", Forms.duration("10ms", "7d"),
            "How long a connection of a socket handler may be silent; one that is silent for longer is closed");
    static final Key<Optional<Duration>> CHECK_INTERVAL = key("swell.heartbeat.check-interval", "60s",
            Forms.durationOrOff("10ms", "7d"),
            "How often it is looked for silent connections, and WebSockets that are quiet are sent a ping");
    static final Key<Integer> TASK_CONCURRENT = fixedKey("swell.task.max-concurrent", "64", Forms.count(1, 1_000_000),
            "How many tasks and listeners run at once, and how many observers of asynchronous events");
    static final Key<Integer> TASK_QUEUED = fixedKey("swell.task.max-queued", "100000", Forms.count(0, 10_000_000),
            "How many tasks and events wait, delayed ones too; a further one is refused by an exception");
    static final Key<Long> TASK_JOURNAL = fixedKey("swell.task.max-journal", "256M", Forms.size("1M", "1024G"),
            "How long the files of the journal of durable tasks may be together; when two fifths of it wait, further ones are "
                    + "refused by an exception");
    static final Key<Boolean> TASK_DURABLE = fixedKey("swell.task.durable", "delayed", Forms.DURABLE,
            "Which tasks and events are kept on disk until they are done, besides those that ask for it");
    static final Key<Boolean> CRON_ENABLED = key("swell.cron.enabled", "true", Forms.SWITCH,
            "Whether jobs are scheduled; otherwise they run by hand only");
    static final Key<Duration> CRON_MAX_WAIT = key("swell.cron.max-wait", "5s", Forms.duration("0s", "7d"),
            "How long the jobs that run at a reload or stop may take; then they are interrupted");
    static final Key<String> JOB_EVERY = key("swell.cron.jobs.\"*\"." + JobSettings.EVERY, "", Forms.INTERVAL,
            "The interval of a job, by its identity, instead of what @CronJob says");
    static final Key<String> JOB_CRON = key("swell.cron.jobs.\"*\"." + JobSettings.CRON, "", Forms.CRON,
            "When a job runs, instead of what @CronJob says");
    static final Key<String> JOB_IMMEDIATE = key("swell.cron.jobs.\"*\"." + JobSettings.IMMEDIATE, "",
            Forms.JOB_SWITCH, "Whether a job also runs when it is first scheduled, instead of what @CronJob says");
    static final Key<List<Path>> CONFIG_LOCATIONS = fixedKey("swell.config.locations", "", Forms.PATHS,
            "Files and directories of live configuration; the first that has a key wins");
    static final Key<OnChange> CONFIG_ON_CHANGE = fixedKey("swell.config.on-change", "reload", OnChange.FORM,
            "What a change in these files does after the event: nothing more, or a reload if the key was read");
    static final Key<Optional<URI>> APOLLO_SERVER = fixedKey("swell.apollo.server", "", Forms.HTTP_ADDRESS,
            "Where Apollo's config service is; without it Apollo is not used");
    static final Key<Optional<String>> APOLLO_APP_ID = fixedKey("swell.apollo.app-id", "", Forms.optional(Forms.NAME),
            "The application's name in Apollo");
    static final Key<List<String>> APOLLO_NAMESPACES = fixedKey("swell.apollo.namespaces", "application",
            Forms.NAMES, "The namespaces that are read from Apollo; the first that has a key wins");
    static final Key<String> APOLLO_CLUSTER = fixedKey("swell.apollo.cluster", "default", Forms.NAME,
            "The cluster in Apollo");
    static final Key<Optional<String>> APOLLO_CLIENT_IP = fixedKey("swell.apollo.client-ip", "",
            Forms.optional(Forms.HOST), "The address by which Apollo picks grey releases; by default this machine's");
    static final Key<Duration> APOLLO_PULL_TIMEOUT = fixedKey("swell.apollo.pull-timeout", "5s",
            Forms.duration("10ms", "5m"), "How long Apollo's answer with values may take");
    static final Key<Optional<Secret>> APOLLO_ACCESS_KEY = fixedKey("swell.apollo.access-key", "", Forms.SECRET,
            "The secret that signs requests to Apollo");
    static final Key<OnChange> APOLLO_ON_CHANGE = fixedKey("swell.apollo.on-change", "reload", OnChange.FORM,
            "What a change in Apollo does after the event: nothing more, or a reload if the key was read");
    static final Key<Optional<Path>> STATE_DIR = fixedKey("swell.state-dir", ".swell", Forms.DIRECTORY_OR_NONE,
            "Where the PID file, the control socket and the log of a detached server are; no file can set it");
    static final Key<Set<String>> LANE_SCOPED = key("swell.state.lane-scoped", "", Forms.CLASS_NAMES,
            "Application-scoped bean classes that are made lane-scoped");
    static final Key<Set<String>> RENEW = key("swell.state.renew", "", Forms.CLASS_NAMES,
            "Bean classes that are made lane-scoped and destroyed after each request");
    static final Key<Duration> STOP_MAX_WAIT = key("swell.stop.max-wait", "25s", Forms.duration("0s", "7d"),
            "How long a stop waits for the requests that still run");
    static final Key<Duration> RELOAD_MAX_WAIT = key("swell.reload.max-wait", "60s", Forms.duration("0s", "7d"),
            "How long the requests that the old code still runs at a reload may take");
    static final Key<Integer> RELOAD_MAX_REQUESTS = key("swell.reload.max-requests", "0",
            Forms.count(0, Integer.MAX_VALUE), "After how many requests the server reloads by itself; 0 is never");
    static final Key<String> MANAGEMENT_HOST = fixedKey("swell.management.host", "127.0.0.1", Forms.HOST,
            "The address that health and metrics are served on");
    static final Key<OptionalInt> MANAGEMENT_PORT = fixedKey("swell.management.port", "9000", Forms.PORT_OR_OFF,
            "The port that health and metrics are served on");
    static final Key<LogLevel> LOG_LEVEL = key("swell.log.level", "INFO", LogLevel.FORM,
            "The least important level that is logged");
    static final Key<LogLevel> CATEGORY_LEVEL = key("swell.log.category.\"*\".level", "", LogLevel.FORM,
            "The least important level that is logged for a category and those below it, such as \"org.acme\"");
    static final Key<LogFormat> LOG_FORMAT = key("swell.log.format", "text", LogFormat.FORM,
            "How log lines are written: for people, or one JSON object a line");
    static final Key<List<Path>> DEV_WATCH = fixedKey("swell.dev.watch", "", Forms.PATHS,
            "What start --dev watches; by default the application with its libraries, sources and resources");
    static final Key<List<String>> DEV_IGNORE = fixedKey("swell.dev.ignore", "", Forms.GLOBS,
            "Which files and directories don't count, besides hidden ones and what editors leave behind");
    static final Key<List<String>> DEV_EXTENSIONS = fixedKey("swell.dev.extensions", "", Forms.EXTENSIONS,
            "Which files count, by the ends of their names; by default all");
    static final Key<Optional<List<Path>>> DEV_SOURCES = fixedKey("swell.dev.sources", "", Forms.PATHS_OR_NONE,
            "The directories of sources that start --dev compiles; by default src/main/java of Maven and Gradle");
    static final Key<Optional<List<Path>>> DEV_RESOURCES = fixedKey("swell.dev.resources", "", Forms.PATHS_OR_NONE,
            "The directories whose files start --dev copies; by default src/main/resources of Maven and Gradle");
    static final Key<List<String>> DEV_COMPILER_OPTIONS = fixedKey("swell.dev.compiler-options", "", Forms.ARGUMENTS,
            "Options for javac, besides those that Swell gives it");
    static final Key<Threads> THREADS = key("swell.threads", "auto", Threads.FORM,
            "Which threads run application code");
    static final Key<Boolean> ATTACHED = fixedKey("swell.attached", "true", Forms.SWITCH,
            "Whether Swell serves an application whose container was started by someone else");
    static final Key<Optional<String>> VERSION_LABEL = key("swell.x-version", "", Forms.LINE,
            "A label for the application's version, shown by info; start -x sets it");

    private Keys() {}

    /** Returns all keys, by name. */
    public static List<Key<?>> all() {
        return TABLE.stream().sorted(Comparator.comparing(Key::name)).toList();
    }

    private static <T> Key<T> key(String name, String defaultText, Form<T> form, String meaning) {
        return add(new Key<>(name, defaultText, form, meaning, false));
    }

    /** A key of what lives as long as the process. */
    private static <T> Key<T> fixedKey(String name, String defaultText, Form<T> form, String meaning) {
        return add(new Key<>(name, defaultText, form, meaning, true));
    }

    private static <T> Key<T> add(Key<T> key) {
        TABLE.add(key);
        return key;
    }
}
