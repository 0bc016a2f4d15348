package dev.swell.portability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

import dev.swell.extension.ExtensionSettings;

/** Reads the settings from a file of the archive that is being deployed. */
public final class ArchiveSettings implements ExtensionSettings {

    static final String FILE = "settings.properties";

    private final Properties properties = new Properties();

    /** For the service loader. */
    public ArchiveSettings() {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> names(String key) {
        return properties.containsKey(key) ? Set.of(properties.getProperty(key).split(",")) : Set.of();
    }

    @Override
    public Set<String> laneScoped() {
        return names("lane-scoped");
    }

    @Override
    public Set<String> renew() {
        return names("renew");
    }

    @Override
    public Set<String> implicitBeans() {
        return names("implicit-beans");
    }
}
