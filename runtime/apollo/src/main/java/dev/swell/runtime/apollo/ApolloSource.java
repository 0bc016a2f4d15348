package dev.swell.runtime.apollo;

import static dev.swell.runtime.apollo.ApolloLogger.LOG;
import static dev.swell.runtime.apollo.ApolloMessages.MESSAGES;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.swell.runtime.config.ApolloSettings;
import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveSource;
import dev.swell.runtime.config.LiveValues;

/**
 * The namespaces of one application in Apollo, watched by one thread.
 *
 * <p>
 * What was notified counts as known only when it was pulled, so nothing is lost by a failure in between or by an outage, and
 * what was pulled is compared with what there was, so nothing is told twice. Namespaces that were pulled together change
 * together.
 */
final class ApolloSource implements LiveSource {

    /** Above the application's files and those of {@code swell.config.locations}, below the environment. */
    private static final int ORDINAL = 280;
    /** Apollo holds back an answer that says nothing new; one that comes sooner isn't worth asking for again at once. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ApolloSettings settings;
    private final ApolloClient client;
    private final Optional<Cache> cache;
    private final Pace pace;
    private final Map<String, Notification> said = new LinkedHashMap<>();
    private Map<String, Namespace> namespaces = Map.of();
    private LiveValues values;
    private long refreshed = System.nanoTime();
    private boolean refreshDue;
    private int failures;
    private String failure;
    private Thread thread;

    private ApolloSource(ApolloSettings settings, Optional<Cache> cache, Pace pace) {
        this.settings = settings;
        this.client = new ApolloClient(settings);
        this.cache = cache;
        this.pace = pace;
        settings.namespaces().forEach(name -> said.put(name, Notification.NONE));
    }

    /**
     * Pulls all namespaces, or takes the copy of an earlier time.
     *
     * @throws ConfigurationException with the reason if there is neither
     */
    static ApolloSource open(ApolloSettings settings, Optional<Cache> cache, Pace pace) {
        ApolloSource source = new ApolloSource(settings, cache, pace);
        try {
            source.start();
            return source;
        } catch (ApolloFailure e) {
            source.close();
            throw new ConfigurationException(
                    List.of(MESSAGES.noConfiguration(settings.server().orElseThrow(), e.getMessage())), null);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    private void start() throws ApolloFailure {
        Map<String, String> first;
        try {
            namespaces = pulled(said.keySet(), said);
            first = merged(namespaces);
            keep();
        } catch (ApolloFailure e) {
            Optional<Cache.Kept> kept = cache.flatMap(copy -> copy.read(settings));
            if (kept.isEmpty()) {
                throw e;
            }
            LOG.startsFromCopy(settings.server().orElseThrow(), kept.get().time().toString(), e.getMessage());
            namespaces = kept.get().namespaces();
            first = merged(namespaces);
            failure = e.getMessage();
            failures = 1;
            refreshDue = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApolloFailure(e.toString());
        }
        values = new LiveValues("Apollo", ORDINAL, settings.onChange(), first);
    }

    @Override
    public LiveValues values() {
        return values;
    }

    @Override
    public void watch() {
        thread = new Thread(null, this::run, "swell-apollo", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ApolloSource.class.getClassLoader());
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.NANOSECONDS.sleep(round().toNanos());
            }
        } catch (InterruptedException e) {
            LOG.trace("Apollo is watched no more");
        }
    }

    /** Asks once, and returns how long not to ask again. */
    private Duration round() throws InterruptedException {
        long begun = System.nanoTime();
        try {
            boolean changed = look();
            if (failure != null) {
                failure = null;
                LOG.found();
            }
            boolean waited = System.nanoTime() - begun > SOON.toNanos();
            failures = changed || waited ? 0 : failures + 1;
            refreshDue = !changed && !waited; // whoever answers so may know less than Apollo
            return waited ? Duration.ZERO : pace.pause(failures);
        } catch (ApolloFailure e) {
            failed(e.getMessage());
        } catch (RuntimeException | Error e) { // a fault of ours; the next round may go better
            if (!e.toString().equals(failure)) {
                LOG.broken(e);
            }
            failure = e.toString();
        }
        refreshDue = true;
        return pace.pause(++failures);
    }

    private void failed(String reason) {
        if (reason.equals(failure)) {
            LOG.debugf("Apollo can't be read still: %s", reason);
        } else {
            LOG.lost(reason);
        }
        failure = reason;
    }

    private boolean look() throws ApolloFailure, InterruptedException {
        if (refreshDue || System.nanoTime() - refreshed > pace.refresh().toNanos()) {
            boolean changed = take(Map.of(), said.keySet());
            refreshDue = false;
            refreshed = System.nanoTime();
            if (changed) {
                return true;
            }
        }
        Map<String, Notification> news = client.poll(said, pace.poll());
        return !news.isEmpty() && take(news, news.keySet());
    }

    private boolean take(Map<String, Notification> news, Collection<String> names)
            throws ApolloFailure, InterruptedException {
        Map<String, Notification> latest = new HashMap<>(said);
        latest.putAll(news);
        Map<String, Namespace> next = new HashMap<>(namespaces);
        next.putAll(pulled(names, latest));
        Map<String, String> merged = merged(next);
        boolean other = !next.equals(namespaces);
        namespaces = next;
        said.putAll(news);
        if (other) {
            keep();
        }
        return !values.replace(merged).isEmpty();
    }

    private Map<String, Namespace> pulled(Collection<String> names, Map<String, Notification> latest)
            throws ApolloFailure, InterruptedException {
        Map<String, Namespace> pulled = new HashMap<>();
        for (String name : names) {
            client.pull(name, namespaces.get(name), latest.get(name)).ifPresent(found -> pulled.put(name, found));
        }
        return pulled;
    }

    /** Returns the values of all namespaces; the first that has a key wins. */
    private Map<String, String> merged(Map<String, Namespace> all) throws ApolloFailure {
        Map<String, String> merged = new HashMap<>();
        for (String name : settings.namespaces()) {
            all.get(name).values().forEach(merged::putIfAbsent);
        }
        return merged;
    }

    private void keep() {
        cache.ifPresent(copy -> copy.write(settings, namespaces));
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        client.close();
    }
}
