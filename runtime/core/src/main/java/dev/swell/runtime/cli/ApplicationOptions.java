package dev.swell.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import picocli.CommandLine.Option;

import dev.swell.runtime.config.LogLevel;
import dev.swell.runtime.config.LogSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.observe.LogBackend;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.Launcher;

/** Which application, and how it is configured. */
final class ApplicationOptions {

    @Option(names = "--app", paramLabel = "PATH", description = {
            "A jar, with the lib directory beside it, or a directory of",
            "the application. Without any: what is on the class path."})
    private List<Path> paths = new ArrayList<>();

    @Option(names = "-e", paramLabel = "PROFILE", description = "The profile of the configuration.")
    private String profile;

    @Option(names = "-x", paramLabel = "VERSION", description = "A label for the application's version; swell.x-version.")
    private String version;

    @Option(names = "--verbose", description = "Log at level DEBUG, and print stack traces of failures.")
    private boolean verbose;

    /** Tells whether the application is named, rather than on the class path. */
    boolean named() {
        return !paths.isEmpty();
    }

    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Returns what people call the application. */
    String application(Settings settings) {
        String names = named()
                ? paths.stream().map(path -> String.valueOf(path.toAbsolutePath().normalize().getFileName()))
                        .collect(Collectors.joining(", "))
                : "The class path";
        return settings.versionLabel().map(version -> names + " " + version).orElse(names);
    }

    /** Finds the application, reads its configuration and has the log written as that says. */
    Launcher prepare() {
        LogSettings defaults = LogSettings.defaults();
        LogBackend.open(
                new LogSettings(verbose ? LogLevel.DEBUG : defaults.level(), defaults.categories(), defaults.format()));
        Application application = named() ? Application.at(paths)
                : Application.onClassPath(System.getProperty("java.class.path"));
        Launcher launcher = Launcher.prepare(application, profile(), overrides());
        LogBackend.open(launcher.first().configuration().settings().log());
        return launcher;
    }

    /** Returns the keys that the options set. */
    private Map<String, String> overrides() {
        Map<String, String> keys = new TreeMap<>();
        if (version != null) {
            keys.put("swell.x-version", version);
        }
        if (verbose) {
            keys.put("swell.log.level", LogLevel.DEBUG.name());
        }
        return keys;
    }
}
