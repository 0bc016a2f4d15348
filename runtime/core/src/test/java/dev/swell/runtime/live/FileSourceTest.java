package dev.swell.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveConfiguration;

class FileSourceTest {

    @TempDir
    Path directory;

    private final ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
    private final LiveConfiguration live = new LiveConfiguration();
    private final BlockingQueue<Set<String>> changes = new LinkedBlockingQueue<>();
    private Configuration configuration;

    @AfterEach
    void close() {
        live.close();
        if (configuration != null) {
            configuration.close();
        }
    }

    private Config load(Map<String, String> keys) {
        configuration = Configuration.load(loader, Optional.empty(), keys, live);
        live.begin((source, onChange, changed) -> changes.add(changed));
        return ConfigProvider.getConfig(loader);
    }

    private Config load(Object... locations) {
        return load(Map.of("swell.config.locations",
                String.join(",", List.of(locations).stream().map(Object::toString).toList())));
    }

    private Set<String> nextChange() throws InterruptedException {
        return changes.poll(5, TimeUnit.SECONDS);
    }

    /** As the kubelet does: a directory of the day, a link to it that is replaced by renaming, and links through it. */
    private void mount(String day, Map<String, String> entries) throws IOException {
        Path data = Files.createDirectory(directory.resolve(day));
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            Files.writeString(data.resolve(entry.getKey()), entry.getValue());
        }
        Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of(day));
        Files.move(directory.resolve("..data_tmp"), directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        for (String name : entries.keySet()) {
            if (!Files.exists(directory.resolve(name))) {
                Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
            }
        }
    }

    @Test
    void followsTheLinksOfAConfigMap() throws Exception {
        mount("..2026_1", Map.of("price", "7\n", "rules.yaml", "rule:\n  limit: 3\n", "same", "x"));
        Config config = load(directory);
        assertThat(config.getValue("price", int.class)).isEqualTo(7);
        assertThat(config.getValue("rule.limit", int.class)).isEqualTo(3);

        mount("..2026_2", Map.of("price", "8\n", "rules.yaml", "rule:\n  limit: 4\n", "same", "x"));

        assertThat(nextChange()).containsExactlyInAnyOrder("price", "rule.limit");
        assertThat(config.getValue("price", int.class)).isEqualTo(8);
    }

    @Test
    void followsALinkToOneFileOfAConfigMap() throws Exception {
        mount("..1", Map.of("application.properties", "price=7"));
        Config config = load(directory.resolve("application.properties"));

        mount("..2", Map.of("application.properties", "price=8"));

        assertThat(nextChange()).containsExactly("price");
        assertThat(config.getValue("price", int.class)).isEqualTo(8);
    }

    @Test
    void takesTheFirstOfSeveralPlaces() throws Exception {
        Path first = Files.writeString(directory.resolve("a.properties"), "x=1");
        Path second = Files.writeString(directory.resolve("b.json"), "{\"x\": 2, \"y\": {\"z\": 3}}");

        Config config = load(first, second);

        assertThat(config.getValue("x", int.class)).isEqualTo(1);
        assertThat(config.getValue("y.z", int.class)).isEqualTo(3);
    }

    @Test
    void keepsTheValuesWhenAFileIsBadOrGone() throws Exception {
        Path file = Files.writeString(directory.resolve("a.json"), "{\"x\": 1}");
        Config config = load(file);

        Files.writeString(file, "{\"x\": ");
        Files.delete(file);
        assertThat(changes.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(config.getValue("x", int.class)).isEqualTo(1);

        Files.writeString(file, "{\"x\": 2}");
        assertThat(nextChange()).containsExactly("x");
    }

    @Test
    void failsWithThePlaceAndTheReason() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "password: [geheim");
        Path binary = Files.write(directory.resolve("binary"), new byte[]{(byte) 0xff, 0});
        Path missing = directory.resolve("missing.properties");

        assertThatThrownBy(() -> load(bad, binary, missing)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SWELL-861: swell.config.locations names '" + bad + "'")
                .hasMessageContaining("it is no text in UTF-8").hasMessageContaining("it isn't there")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void knowsWhichKeysWereRead() throws Exception {
        Path file = Files.writeString(directory.resolve("a.properties"), "read=1\nshadowed=2\nunread=3");
        Config config = load(Map.of("swell.config.locations", file.toString(), "shadowed", "0"));
        assertThat(live.isRead(Set.of("read", "shadowed", "unread"))).isFalse();
        config.getValue("read", int.class);
        config.getOptionalValue("missing", String.class);
        config.getValue("shadowed", int.class);

        assertThat(live.isRead(Set.of("read"))).isTrue();
        assertThat(live.isRead(Set.of("missing"))).isTrue();
        assertThat(live.isRead(Set.of("missing[3]"))).isTrue();
        assertThat(live.isRead(Set.of("swell.log.level"))).isTrue();
        assertThat(live.isRead(Set.of("unread", "shadowed", "new"))).isFalse();

        configuration.close();
        assertThat(live.isRead(Set.of("read"))).isFalse();
    }

    @Test
    void servesSeveralWorkers() throws Exception {
        Path file = Files.writeString(directory.resolve("a.properties"), "x=1");
        load(file);
        ClassLoader other = new ClassLoader(getClass().getClassLoader()) {};
        try (Configuration second = Configuration.load(other, Optional.empty(),
                Map.of("swell.config.locations", file.toString()), live)) {
            assertThat(second.settings().live().locations()).containsExactly(file);
            Files.writeString(file, "x=2");
            assertThat(nextChange()).containsExactly("x");
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> ConfigProvider.getConfig(other).getValue("x", int.class) == 2);
        }
    }
}
