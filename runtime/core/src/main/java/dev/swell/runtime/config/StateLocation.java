package dev.swell.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SysPropConfigSource;

/** Where the state directory is: the one setting that commands need without an application. */
public final class StateLocation {

    private StateLocation() {}

    /**
     * Returns the state directory; empty if there is to be none.
     *
     * @param option what the command line says, which wins over the system property and the environment variable
     * @throws ConfigurationException if that is no path
     */
    public static Optional<Path> find(Optional<String> option) {
        KeyReader keys = new KeyReader(new Outside(option));
        Optional<Path> found = keys.read(Keys.STATE_DIR);
        List<String> problems = keys.problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems, null);
        }
        return found;
    }

    /** Returns the key's value for the application's configuration, so that it has the same as the commands. */
    public static Map<String, String> override(Optional<Path> directory) {
        return Map.of(Keys.STATE_DIR.name(), directory.map(Path::toString).orElse("none"));
    }

    static boolean mayBeIn(ConfigSource source) {
        return source instanceof SysPropConfigSource || source instanceof EnvConfigSource
                || Origin.of(source.getName()).equals(Configuration.COMMAND_LINE);
    }

    private record Outside(Optional<String> option) implements Values {

        @Override
        public Optional<Value> find(String property) {
            return Stream.of(value(option.orElse(null), Configuration.COMMAND_LINE),
                    value(System.getProperty(property), "system property"),
                    value(System.getenv(Keys.STATE_DIR.variable()), "environment"))
                    .flatMap(Optional::stream).findFirst();
        }

        private static Optional<Value> value(String text, String origin) {
            return Optional.ofNullable(text).filter(found -> !found.isBlank()).map(found -> new Value(found, origin));
        }

    }
}
