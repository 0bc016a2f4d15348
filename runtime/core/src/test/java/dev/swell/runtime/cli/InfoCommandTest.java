package dev.swell.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.swell.runtime.config.Key;
import dev.swell.runtime.config.Keys;

class InfoCommandTest {

    @ApplicationScoped
    static class Bean {}

    @TempDir
    Path application;

    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws Exception {
        Path file = application.resolve(Bean.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream bytes = Bean.class.getResourceAsStream(file.getFileName().toString())) {
            Files.copy(bytes, file);
        }
        System.setOut(new PrintStream(out, true));
        System.setErr(new PrintStream(err, true));
    }

    @AfterEach
    void restore() {
        System.setOut(outBefore);
        System.setErr(errBefore);
    }

    @Test
    void showsTheApplicationAndItsAddresses() {
        int exit = SwellCommand.run("info", "--app", application.toString(), "-x", "1.4.2", "-e", "prod");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Application  " + application, "Version      1.4.2", "Profile      prod",
                "HTTP         http://127.0.0.1:8080 (HTTP and WebSocket)", "Management   http://127.0.0.1:9000 (HTTP)");
    }

    static Stream<Key<?>> keys() {
        return Keys.all().stream().filter(key -> !key.form().allowed().equals("any text"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void failsByABadValueOfAnyKey(Key<?> key) {
        String name = key.name().replace("*", "org.acme");
        System.setProperty(name, "no\tgood!");
        try {
            assertThat(SwellCommand.run("info", "--app", application.toString())).isEqualTo(1);
        } finally {
            System.clearProperty(name);
        }
        assertThat(err.toString().lines()).containsExactly("swell info failed:", "  SWELL-600: " + name
                + " is 'no\\u0009good!' (system property): it must be " + key.form().allowed(),
                "(--verbose prints more)");
    }

    @Test
    void failsByAnUnknownKeyAndNamesTheFileItIsIn() throws Exception {
        Files.writeString(application.resolve("application.properties"), "swell.http.max-boddy=1M\n");

        assertThat(SwellCommand.run("info", "--app", application.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("SWELL-601: swell.http.max-boddy (in " + application
                + "/application.properties) is no key of Swell: did you mean swell.http.max-body?");
    }

    @Test
    void printsTheStackTraceIfAsked() {
        assertThat(SwellCommand.run("info", "--verbose", "--app", "/no/such.jar")).isEqualTo(1);
        assertThat(err.toString()).contains("SWELL-220", "StartFailure");
    }
}
