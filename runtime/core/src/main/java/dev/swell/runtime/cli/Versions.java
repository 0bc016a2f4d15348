package dev.swell.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** What runs here. The build writes it down, since in one jar the libraries' own manifests are gone. */
final class Versions implements IVersionProvider {

    private final Properties versions = new Properties();

    Versions() {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String swell() {
        return versions.getProperty("swell");
    }

    String undertow() {
        return versions.getProperty("undertow");
    }

    String weld() {
        return versions.getProperty("weld");
    }

    static String java() {
        return Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[]{"Swell " + swell()};
    }
}
