package dev.swell.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    Path application;

    private URLClassLoader loader;

    @BeforeEach
    void openApplication() throws IOException {
        loader = new URLClassLoader(new URL[]{application.toUri().toURL()}, getClass().getClassLoader());
    }

    @AfterEach
    void closeApplication() throws IOException {
        System.clearProperty("swell.http.port");
        System.clearProperty("swell.http.prot");
        loader.close();
    }

    @Test
    void hasTheDefaultsOfTheTable() {
        Settings settings = load(Map.of()).settings();

        assertThat(settings).isEqualTo(Settings.defaults());
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().maxBody()).isEqualTo(4 << 20);
        assertThat(settings.http().sessionTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.management()).isEqualTo(new ManagementSettings(true, "127.0.0.1", 9000));
        assertThat(settings.threads()).isEqualTo(Threads.AUTO);
    }

    @Test
    void whatIsConfiguredForAJobInQuotesCountsMore() {
        for (int i = 0; i < 20; i++) { // what counts must not depend on how a set orders the two
            String job = "report" + i;
            assertThat(load(Map.of("swell.cron.jobs." + job + ".every", "1h", "swell.cron.jobs.\"" + job + "\".every",
                    "2h")).jobs().of(job)).containsExactly(Map.entry("every", "2h"));
        }
    }

    @Test
    void readsThePropertiesOfTheApplication() throws IOException {
        write("application.properties",
                "swell.http.port=1234\nswell.http.idle-timeout=PT0.5S\nswell.state.renew=a.B, c.D$E\n");

        Settings settings = load(Map.of()).settings();

        assertThat(settings.http().port()).isEqualTo(1234);
        assertThat(settings.http().idleTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.state().renew()).containsExactlyInAnyOrder("a.B", "c.D$E");
    }

    @Test
    void readsListsInTheirOrder() throws IOException {
        write("application.properties",
                "swell.dev.sources=b, ../a\nswell.dev.resources=none\nswell.dev.ignore=*.log\n");

        DevSettings dev = load(Map.of()).settings().dev();

        assertThat(dev.sources()).contains(List.of(Path.of("b"), Path.of("../a")));
        assertThat(dev.resources()).contains(List.of());
        assertThat(dev.ignore()).containsExactly("*.log");
        assertThat(dev.watch()).isEmpty();
        assertThat(DevSettings.defaults().sources()).isEmpty();
    }

    @Test
    void readsTheYamlOfTheApplication() throws IOException {
        write("application.yaml", """
                swell:
                  management:
                    port: "off"
                  socket:
                    allowed-origins:
                      - https://shop.example
                      - http://localhost:3000
                  log:
                    category:
                      "org.acme":
                        level: debug
                      plain:
                        level: ERROR
                """);

        Settings settings = load(Map.of()).settings();

        assertThat(settings.management().enabled()).isFalse();
        assertThat(settings.socket().allowedOrigins()).containsExactlyInAnyOrder("https://shop.example",
                "http://localhost:3000");
        assertThat(settings.log().categories()).containsEntry("org.acme", LogLevel.DEBUG).containsEntry("plain",
                LogLevel.ERROR);
    }

    @Test
    void takesTheProfileItIsGiven() throws IOException {
        write("application.properties", "swell.http.port=1\n%prod.swell.http.port=2\n");

        assertThat(load(Map.of()).settings().http().port()).isEqualTo(1);
        try (Configuration prod = Configuration.load(loader, Optional.of("prod"), Map.of(), new LiveConfiguration())) {
            assertThat(prod.settings().http().port()).isEqualTo(2);
        }
    }

    @Test
    void letsOverridesWin() throws IOException {
        write("application.properties", "swell.http.port=1\n");
        System.setProperty("swell.http.port", "2");

        assertThat(load(Map.of()).settings().http().port()).isEqualTo(2);
        assertThat(load(Map.of("swell.http.port", "3")).settings().http().port()).isEqualTo(3);
    }

    @Test
    void isWhatTheApplicationSeesUntilItIsClosed() {
        Configuration configuration = Configuration.load(loader, Optional.empty(), Map.of("greeting", "hello"),
                new LiveConfiguration());

        assertThat(ConfigProvider.getConfig(loader).getValue("greeting", String.class)).isEqualTo("hello");
        configuration.close();
        assertThat(ConfigProvider.getConfig(loader).getOptionalValue("greeting", String.class)).isEmpty();
    }

    @Test
    void readsWhatAnAttachedApplicationSees() throws IOException {
        write("application.properties", "swell.http.port=1234\n");

        try (Configuration configuration = Configuration.attached(loader)) {
            assertThat(configuration.settings().http().port()).isEqualTo(1234);
        }
    }

    @Test
    void reportsAllProblemsWithTheirPlaces() throws IOException {
        write("application.properties", "swell.http.port=70000\nswell.http.max-body=\\n4X\nswell.htpp.host=a\n");
        System.setProperty("swell.http.prot", "80");

        assertThatThrownBy(() -> load(Map.of("swell.threads", "fibers"))).isInstanceOf(ConfigurationException.class)
                .message()
                .contains("SWELL-600: swell.http.port is '70000' (in " + application
                        + "/application.properties, line 1): "
                        + "it must be a port from 0 to 65535, such as '8080', or '0' for any free one")
                .contains("SWELL-600: swell.http.max-body is '4X'")
                .contains("SWELL-601: swell.htpp.host (in " + application
                        + "/application.properties) is no key of Swell: did you mean swell.http.host?")
                .contains(
                        "SWELL-601: swell.http.prot (system property) is no key of Swell: did you mean swell.http.port?")
                .contains(
                        "SWELL-600: swell.threads is 'fibers' (command line): it must be 'auto', 'pool', on Java 21 or later 'virtual', or on Java 24 or later 'loop'");
    }

    @Test
    void keepsAllTasksOnlyWhereTheyCanBeKept() {
        load(Map.of("swell.task.durable", "all")).close();

        assertThatThrownBy(() -> load(Map.of("swell.task.durable", "all", "swell.state-dir", "none")))
                .isInstanceOf(ConfigurationException.class).message()
                .contains("SWELL-608: swell.task.durable is 'all', and swell.state-dir is 'none'");
    }

    @Test
    void takesVirtualThreadsOrSaysWhichJavaThisIs() {
        takesOrSaysWhichJavaThisIs("virtual", 21);
        takesOrSaysWhichJavaThisIs("loop", 24);
    }

    private void takesOrSaysWhichJavaThisIs(String way, int first) {
        int java = Runtime.version().feature();
        ThrowableAssert.ThrowingCallable loading = () -> load(Map.of("swell.threads", way)).close();

        if (java < first) {
            assertThatThrownBy(loading)
                    .hasMessage("SWELL-606: swell.threads is '" + way + "' (command line), but this is Java "
                            + java
                            + ": it must be 'auto', 'pool', on Java 21 or later 'virtual', or on Java 24 or later 'loop'");
        } else {
            assertThatCode(loading).doesNotThrowAnyException();
        }
    }

    @Test
    void reportsAnExpressionThatCannotBeRead() {
        assertThatThrownBy(() -> load(Map.of("swell.http.host", "${the.host}"))).message()
                .contains("SWELL-602: swell.http.host can't be read").contains("the.host");
    }

    @Test
    void reportsAFileThatCannotBeRead() throws IOException {
        write("application.yaml", "swell:\n  http:\n port: [");

        assertThatThrownBy(() -> load(Map.of())).isInstanceOf(ConfigurationException.class).message()
                .startsWith("SWELL-603: The configuration can't be read: ").contains("application.yaml");
    }

    private Configuration load(Map<String, String> overrides) {
        return Configuration.load(loader, Optional.empty(), overrides, new LiveConfiguration());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(application.resolve(name), text);
    }
}
