package dev.swell.runtime.config;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

/** A live source as one worker reads it. It remembers which keys were looked for, found or not. */
final class LiveView implements ConfigSource {

    /** Names that come from outside could be without end. */
    private static final int MOST = 100_000;
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+\\].*$");

    private final LiveValues values;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private volatile boolean full;

    LiveView(LiveValues values) {
        this.values = values;
    }

    boolean isOf(LiveValues others) {
        return values == others;
    }

    /** Tells whether anybody has looked for one of these keys; an element of a list counts as the list. */
    boolean hasRead(Set<String> keys) {
        return full || keys.stream().map(key -> PROFILE.matcher(key).replaceFirst("")).anyMatch(this::hasRead);
    }

    private boolean hasRead(String key) {
        String list = INDEX.matcher(key).replaceFirst("");
        return read.contains(key) || !list.equals(key)
                && read.stream().anyMatch(other -> other.equals(list) || other.startsWith(list + "["));
    }

    @Override
    public String getValue(String key) {
        if (!full && !read.contains(key)) {
            read.add(key);
            full = read.size() >= MOST;
        }
        return values.now().get(key);
    }

    @Override
    public Map<String, String> getProperties() {
        return values.now();
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.now().keySet();
    }

    @Override
    public int getOrdinal() {
        return values.ordinal();
    }

    @Override
    public String getName() {
        return values.name();
    }
}
