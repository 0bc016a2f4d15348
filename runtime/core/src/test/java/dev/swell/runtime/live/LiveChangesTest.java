package dev.swell.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.lifecycle.ConfigChanged;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.LiveConfiguration;

class LiveChangesTest {

    @TempDir
    Path directory;

    private final ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
    private final LiveConfiguration live = new LiveConfiguration();
    private final List<Record> events = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> reloads = new CopyOnWriteArrayList<>();
    private Path file;

    @AfterEach
    void close() {
        live.close();
    }

    private void follow(String onChange) throws Exception {
        file = Files.writeString(directory.resolve("a.properties"), "read=1\nunread=1");
        Configuration.load(loader, Optional.empty(),
                Map.of("swell.config.locations", file.toString(), "swell.config.on-change", onChange), live);
        ConfigProvider.getConfig(loader).getValue("read", String.class);
        LiveChanges.follow(live, events::add, () -> {
            CompletableFuture<Void> asked = new CompletableFuture<>();
            reloads.add(asked);
            return asked;
        });
    }

    private void change(String text) throws Exception {
        int before = events.size();
        Files.writeString(file, text);
        await().until(() -> events.size() > before);
    }

    @Test
    void reloadsForWhatWasReadOnly() throws Exception {
        follow("reload");

        change("read=1\nunread=2");
        assertThat(events).containsExactly(new ConfigChanged(Set.of("unread")));
        assertThat(reloads).isEmpty();

        change("read=2\nunread=2");
        assertThat(events).last().isEqualTo(new ConfigChanged(Set.of("read")));
        await().until(() -> reloads.size() == 1);
    }

    @Test
    void takesAFailedReloadUpAtTheNextChange() throws Exception {
        follow("reload");

        change("read=2\nunread=1");
        await().until(() -> reloads.size() == 1);
        reloads.get(0).completeExceptionally(new IllegalStateException("no"));
        change("read=2\nunread=2");
        await().until(() -> reloads.size() == 2);
        reloads.get(1).complete(null);
        change("read=2\nunread=3");

        assertThat(reloads).hasSize(2);
    }

    @Test
    void onlyTellsIfThatIsWanted() throws Exception {
        follow("event");

        change("read=2\nunread=1");
        change("read=3\nunread=1");

        assertThat(events).hasSize(2);
        assertThat(reloads).isEmpty();
    }
}
