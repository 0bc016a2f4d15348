package dev.swell.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.swell.runtime.config.LogLevel;
import dev.swell.runtime.config.LogSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.config.StateLocation;
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

    @Mixin
    private StateOptions state;

    @Mixin
    private ApolloOptions apollo;

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
    String application() {
        return named() ? paths.stream().map(path -> String.valueOf(path.toAbsolutePath().normalize().getFileName()))
                .collect(Collectors.joining(", ")) : "The class path";
    }

    /** Returns the same with the label of its version. */
    String application(Settings settings) {
        return settings.versionLabel().map(label -> application() + " " + label).orElse(application());
    }

    StateOptions state() {
        return state;
    }

    /** Returns the arguments that say the same, but for secrets. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        paths.forEach(path -> arguments.addAll(List.of("--app", path.toString())));
        profile().ifPresent(name -> arguments.addAll(List.of("-e", name)));
        Optional.ofNullable(version).ifPresent(label -> arguments.addAll(List.of("-x", label)));
        arguments.addAll(List.of("--state-dir", state.text()));
        arguments.addAll(apollo.arguments());
        if (verbose) {
            arguments.add("--verbose");
        }
        return arguments;
    }

    /** Returns the secrets, as variables for the environment of a process that is given the arguments. */
    Map<String, String> environment() {
        return apollo.environment();
    }

    /** Has the log written until the configuration is known. */
    void openLog() {
        LogSettings defaults = LogSettings.defaults();
        LogBackend.open(
                new LogSettings(verbose ? LogLevel.DEBUG : defaults.level(), defaults.categories(), defaults.format()));
    }

    /** Finds the application, reads its configuration and has the log written as that says. */
    Launcher prepare() {
        openLog();
        Application application = named() ? Application.at(paths)
                : Application.onClassPath(System.getProperty("java.class.path"));
        Launcher launcher = Launcher.prepare(application, profile(), overrides());
        LogBackend.open(launcher.first().configuration().settings().log());
        return launcher;
    }

    /** Returns the keys that the options set. */
    private Map<String, String> overrides() {
        Map<String, String> keys = new TreeMap<>(StateLocation.override(state.path()));
        keys.putAll(apollo.keys());
        if (version != null) {
            keys.put("swell.x-version", version);
        }
        if (verbose) {
            keys.put("swell.log.level", LogLevel.DEBUG.name());
        }
        return keys;
    }
}
