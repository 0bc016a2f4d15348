package dev.swell.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The sources of one process that may change while it runs. They are opened for the first worker and serve all of them.
 * Safe for any thread, but for {@link #begin} and {@link #close}.
 */
public final class LiveConfiguration implements AutoCloseable {

    /** Is told of changes, on the thread that has found them. */
    public interface Listener {

        /**
         * Is told that values have changed.
         *
         * @param source what people call the source
         * @param keys whose values were added, removed or replaced
         */
        void changed(String source, OnChange onChange, Set<String> keys);
    }

    private final List<LiveSource> sources = new ArrayList<>();
    private final List<LiveView> views = new CopyOnWriteArrayList<>();
    private boolean opened;

    /** Opens what is configured, unless that was done already, and returns it for one configuration. */
    List<LiveView> views(LiveSettings settings) {
        if (!opened) {
            open(settings);
        }
        List<LiveView> made = sources.stream().map(source -> new LiveView(source.values())).toList();
        views.addAll(made);
        return made;
    }

    private void open(LiveSettings settings) {
        try {
            for (LiveSourceAddOn addOn : ServiceLoader.load(LiveSourceAddOn.class,
                    LiveSourceAddOn.class.getClassLoader())) {
                Optional<LiveSource> source = addOn.open(settings);
                source.ifPresent(sources::add);
            }
            opened = true;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    void forget(List<LiveView> closed) {
        views.removeAll(closed);
    }

    /** Tells whether a worker that isn't closed has looked for one of these keys. */
    public boolean isRead(Set<String> keys) {
        return views.stream().anyMatch(view -> view.hasRead(keys));
    }

    /** Watches all sources from now on. */
    public void begin(Listener listener) {
        for (LiveSource source : sources) {
            LiveValues values = source.values();
            values.listener(keys -> listener.changed(values.name(), values.onChange(), keys));
            source.watch();
        }
    }

    /** Ends the watch. */
    @Override
    public void close() {
        sources.forEach(LiveSource::close);
        sources.clear();
        opened = false;
    }
}
