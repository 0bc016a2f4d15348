package dev.swell.runtime.live;

import static dev.swell.runtime.live.LiveLogger.LOG;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.swell.lifecycle.ConfigChanged;
import dev.swell.runtime.config.LiveConfiguration;
import dev.swell.runtime.config.OnChange;
import dev.swell.runtime.config.Printable;

/** Tells the application of changed configuration, and has it reloaded. Safe for any thread. */
public final class LiveChanges implements LiveConfiguration.Listener {

    private static final int NAMED = 10;

    private final LiveConfiguration live;
    private final Consumer<Record> announce;
    private final Supplier<? extends CompletionStage<?>> reload;
    /** What has changed since the last reload that has worked: a change that failed to be taken in counts at the next. */
    private final Set<String> pending = new ConcurrentSkipListSet<>();

    private LiveChanges(LiveConfiguration live, Consumer<Record> announce,
            Supplier<? extends CompletionStage<?>> reload) {
        this.live = live;
        this.announce = announce;
        this.reload = reload;
    }

    /**
     * Watches live configuration from now on.
     *
     * @param announce fires an event in the application, and doesn't wait for that
     * @param reload asks for a reload
     */
    public static void follow(LiveConfiguration live, Consumer<Record> announce,
            Supplier<? extends CompletionStage<?>> reload) {
        live.begin(new LiveChanges(live, announce, reload));
    }

    @Override
    public void changed(String source, OnChange onChange, Set<String> keys) {
        announce.accept(new ConfigChanged(keys));
        if (onChange == OnChange.EVENT) {
            LOG.changed(source, text(keys));
            return;
        }
        pending.addAll(keys);
        Set<String> taken = new TreeSet<>(pending);
        if (!live.isRead(taken)) {
            LOG.unread(source, text(keys));
            return;
        }
        LOG.reloads(source, text(keys));
        reload.get().thenRun(() -> pending.removeAll(taken));
    }

    private static String text(Set<String> keys) {
        String named = keys.stream().limit(NAMED).map(Printable::of).collect(Collectors.joining(", "));
        return keys.size() > NAMED ? named + " and " + (keys.size() - NAMED) + " more" : named;
    }
}
