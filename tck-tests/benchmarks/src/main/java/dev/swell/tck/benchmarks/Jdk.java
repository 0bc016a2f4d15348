package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK to run servers on.
 *
 * @param version as 17
 * @param description for people
 */
record Jdk(Path home, int version, String description) {

    /**
     * Looks at the JDK in that folder.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Jdk at(Path home) {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(home + " is no JDK: " + e, e);
        }
        String version = unquoted(release, "JAVA_VERSION");
        return new Jdk(home, Runtime.Version.parse(version).feature(), unquoted(release, "IMPLEMENTOR") + " "
                + release.getProperty("JAVA_RUNTIME_VERSION", version).replace("\"", ""));
    }

    private static String unquoted(Properties release, String name) {
        return release.getProperty(name, "").replace("\"", "");
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
