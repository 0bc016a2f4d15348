package dev.swell.runtime.observe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

import io.prometheus.client.exporter.common.TextFormat;
import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.metrics.exporters.PrometheusMetricsExporter;
import io.smallrye.metrics.legacyapi.LegacyMetricRegistryAdapter;

/**
 * The one seam to the metrics library. A master has one, so counts go on when its workers are replaced. The registry below
 * is the JVM's, as SmallRye has it: masters in one JVM count together. Safe for any thread; keep what {@link #counter} returns
 * rather than asking for each event.
 */
public final class Metrics implements AutoCloseable {

    /** The type of what {@link #export} returns. */
    public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

    private static final LegacyMetricRegistryAdapter REGISTRY = (LegacyMetricRegistryAdapter) SharedMetricRegistries
            .getOrCreate(MetricRegistry.VENDOR_SCOPE);

    private final PrometheusMetricsExporter exporter = new PrometheusMetricsExporter();
    private final Set<MetricID> read = ConcurrentHashMap.newKeySet();
    private final List<Consumer<StringBuilder>> texts = new CopyOnWriteArrayList<>();

    /**
     * Returns the counter of that name and those tags, made where there is none.
     *
     * @param tags names and values in turn; the same names for all counters of one name
     */
    public Counter counter(String name, String description, String... tags) {
        return REGISTRY.counter(metadata(name, description), tags(tags));
    }

    /** Has a number read, on any thread, whenever somebody looks; another for the same name and tags takes its place. */
    public void gauge(String name, String description, DoubleSupplier number, String... tags) {
        REGISTRY.gauge(metadata(name, description), number::getAsDouble, instead(name, tags));
    }

    /** Has a number read that only grows, as {@link #gauge} does. */
    public void count(String name, String description, DoubleSupplier number, String... tags) {
        REGISTRY.counter(metadata(name, description), number, DoubleSupplier::getAsDouble, instead(name, tags));
    }

    /** Has somebody write metrics of his own, in Prometheus' text format, whenever somebody looks. */
    void text(Consumer<StringBuilder> writer) {
        texts.add(writer);
    }

    /** Returns all metrics in Prometheus' text format. */
    public String export() {
        StringBuilder out = new StringBuilder(exporter.exportAllScopes());
        texts.forEach(writer -> writer.accept(out));
        return out.toString();
    }

    /** Forgets what is read by {@link #gauge} and {@link #count}. */
    @Override
    public void close() {
        read.forEach(REGISTRY::remove);
        texts.clear();
    }

    private Tag[] instead(String name, String... tags) {
        Tag[] all = tags(tags);
        MetricID id = new MetricID(name, all);
        REGISTRY.remove(id);
        read.add(id);
        return all;
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    private static Tag[] tags(String... namesAndValues) {
        Tag[] tags = new Tag[namesAndValues.length / 2];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = new Tag(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
        }
        return tags;
    }
}
