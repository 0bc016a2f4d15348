package dev.swell.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.runtime.config.LogFormat;
import dev.swell.runtime.config.LogLevel;
import dev.swell.runtime.config.LogSettings;

class LogBackendTest {

    private final Logger root = Logger.getLogger("");
    private final Handler[] before = root.getHandlers();
    private final Level levelBefore = root.getLevel();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        LogBackend.choose();
        open(LogLevel.INFO, Map.of(), LogFormat.TEXT);
    }

    @AfterEach
    void restore() {
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        Arrays.stream(before).forEach(root::addHandler);
        root.setLevel(levelBefore);
    }

    @Test
    void writesWhatAllFourInterfacesAreTold() {
        Logger.getLogger("org.acme.Jul").warning("jul");
        LoggerFactory.getLogger("org.acme.Slf4j").error("slf4j {}", 1);
        org.jboss.logging.Logger.getLogger("org.acme.Jboss").infof("jboss %s", 2);
        System.getLogger("org.acme.Jdk").log(System.Logger.Level.WARNING, "system");

        assertThat(written().lines()).satisfiesExactly(
                line -> assertThat(line)
                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  \\[o\\.a\\.Jul\\] jul"),
                line -> assertThat(line).endsWith("ERROR [o.a.Slf4j] slf4j 1"),
                line -> assertThat(line).endsWith("INFO  [o.a.Jboss] jboss 2"),
                line -> assertThat(line).endsWith("WARN  [o.a.Jdk] system"));
    }

    @Test
    void letsNoMessageLookLikeALineOfItsOwn() {
        Logger.getLogger("a").log(Level.WARNING, "one\ntwo\r\u001b[31m\u2028",
                new IllegalStateException("three\nfour"));

        assertThat(written().lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0)).endsWith("[a] one\\ntwo\\u000d\\u001b[31m\\u2028");
            assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("    "));
        });
    }

    @Test
    void heedsTheLevelsOfCategories() {
        open(LogLevel.WARN, Map.of("org.acme", LogLevel.DEBUG, "org.acme.loud", LogLevel.OFF), LogFormat.TEXT);

        Logger.getLogger("other").info("too unimportant");
        Logger.getLogger("org.acme.Catalog").fine("debug");
        Logger.getLogger("org.acme.loud.Horn").severe("silenced");
        org.jboss.logging.Logger.getLogger("org.acme.Catalog").trace("too fine");

        assertThat(written()).contains("DEBUG [o.a.Catalog] debug").hasLineCount(1);
    }

    @Test
    void silencesTheChatterOfLibrariesUnlessAsked() {
        org.jboss.logging.Logger.getLogger("org.jboss.weld.Bootstrap").info("chatter");
        assertThat(written()).isEmpty();

        open(LogLevel.INFO, Map.of("org.jboss.weld", LogLevel.INFO), LogFormat.TEXT);
        org.jboss.logging.Logger.getLogger("org.jboss.weld.Bootstrap").info("asked for");
        assertThat(written()).contains("[o.j.w.Bootstrap] asked for");
    }

    @Test
    void leavesOutWhatIsToldBetterElsewhere() {
        Logger undertow = Logger.getLogger("io.undertow.request");
        undertow.severe("UT005071: Undertow request failed HttpServerExchange{ GET /}");
        undertow.severe("UT005039: Error");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("UT005071").contains("UT005039");
    }

    @Test
    void writesOneJsonObjectALine() throws Exception {
        open(LogLevel.INFO, Map.of(), LogFormat.JSON);

        Logger.getLogger("org.acme.Catalog").log(Level.SEVERE, "a \"quoted\"\nüber", new IllegalStateException("why"));
        Logger.getLogger("org.acme.Catalog").info("next");

        assertThat(written()).hasLineCount(2);
        JsonNode line = new ObjectMapper().readTree(written().lines().findFirst().orElseThrow());
        assertThat(line.get("time").asText()).matches("\\d{4}-.*Z");
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("category").asText()).isEqualTo("org.acme.Catalog");
        assertThat(line.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(line.get("message").asText()).isEqualTo("a \"quoted\"\nüber");
        assertThat(line.get("stackTrace").asText()).startsWith("java.lang.IllegalStateException: why");
    }

    @ParameterizedTest
    @EnumSource
    void writesAnEndlessRecursionShort(LogFormat format) {
        open(LogLevel.INFO, Map.of(), format);
        try {
            recurse(1);
        } catch (StackOverflowError e) {
            Logger.getLogger("a").log(Level.SEVERE, "failed", new IllegalStateException(e));
        }

        assertThat(written()).hasSizeLessThan(40_000).contains("more times", "Caused by: java.lang.StackOverflowError");
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private void open(LogLevel level, Map<String, LogLevel> categories, LogFormat format) {
        LogBackend.open(new LogSettings(level, categories, format), out);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
