package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.RowModel;
import dev.swell.table.Counters;
import dev.swell.table.Key;
import dev.swell.table.Row;
import dev.swell.table.Table;

class RowRulesTest {

    @Row
    record Plain(int a, @Key String b, long c, double d, boolean e) {}

    @Row(name = "other-rows", size = 16_777_216, ttl = " 30s", maxText = 1)
    record Whole(@Key long id) {}

    @Row
    record Produced(@Key int id) {}

    @Row
    record Observed(@Key int id) {}

    @Row
    record Looked(@Key int id) {}

    @ApplicationScoped
    static class Good {
        @Inject
        Table<Plain> plain;
        @Inject
        Table<Plain> again;
        @Inject
        Instance<Table<Looked>> looked;
        @Inject
        Counters counters;

        @Inject
        void take(Table<Whole> whole) {}

        @Produces
        String text(Table<Produced> produced) {
            return "";
        }

        void observe(@Observes Long event, Table<Observed> observed) {}

        int size() {
            return plain.size();
        }

        long count() {
            return counters.get("a").get();
        }
    }

    @Test
    void theyAreFoundFromInjectionPoints() {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        try (WeldContainer container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(Good.class)
                .initialize()) {
            assertThat(extension.model().rows()).extracting(RowModel::name).containsExactly("Looked", "Observed",
                    "Plain", "Produced", "other-rows");
            assertThat(extension.model().rows().get(2)).isEqualTo(
                    new RowModel(Plain.class, "Plain", 1024, Optional.empty(), 65536, 1, Place.of(Plain.class)));
            assertThat(extension.model().rows().get(4)).isEqualTo(new RowModel(Whole.class, "other-rows", 16_777_216,
                    Optional.of(Duration.ofSeconds(30)), 1, 0, Place.of(Whole.class)));
            Good good = container.select(Good.class).get();
            assertThatIllegalStateException().isThrownBy(good::size).withMessageContaining("no Swell runtime");
            assertThatIllegalStateException().isThrownBy(good::count).withMessageContaining("no Swell runtime");
        }
    }

    @Row(name = "1st", size = 0, ttl = "soon", maxText = 0)
    record Wrong(List<String> list, Integer boxed, float small) {}

    @Row(ttl = "0s")
    record TwoKeys(@Key int a, @Key int b) {}

    record Bare(@Key int id) {}

    @Row
    record Same(@Key int id) {}

    @Row(name = "Same")
    record Equal(@Key int id) {}

    @ApplicationScoped
    static class Bad {
        @Inject
        Table<Wrong> wrong;
        @Inject
        Table<TwoKeys> two;
        @Inject
        Table<Bare> bare;
        @Inject
        Table<Same> same;
        @Inject
        Table<Equal> equal;
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertDeploymentFails(Bad.class).withMessages(
                "SWELL-804: @Row on Wrong: name: '1st': begin with a letter, then up to 99 letters, digits, '_', '-' or '.'",
                "SWELL-804: @Row on Wrong: size: 0 is not from 1 to 16777216",
                "SWELL-804: @Row on Wrong: maxText: 0 is not from 1 to 16777216",
                "SWELL-804: @Row on Wrong: ttl: 'soon' is no time; examples: '250ms', '10s', '5m', '1h', '1d', 'PT0.5S'",
                "SWELL-802: @Row on Wrong: column 'list' is of type List: use int, long, double, boolean or String",
                "SWELL-802: @Row on Wrong: column 'boxed' is of type Integer: use int, long, double, boolean or String",
                "SWELL-802: @Row on Wrong: column 'small' is of type float: use int, long, double, boolean or String",
                "SWELL-803: @Row on Wrong: 0 components have @Key: put it on the one that tells rows apart",
                "SWELL-804: @Row on TwoKeys: ttl: '0s' is not from 1ms to 365d",
                "SWELL-803: @Row on TwoKeys: 2 components have @Key: put it on the one that tells rows apart",
                "SWELL-801: Table<Bare> is injected into Bad.bare, but the record has no @Row: put @Row on it",
                "SWELL-805: @Row on Same and on Equal are both for a table called 'Same': give one another name");
    }

    @ApplicationScoped
    static class NoRecords {
        @Inject
        @SuppressWarnings("rawtypes")
        Table raw;
        @Inject
        Table<?> any;
        @Inject
        Table<Record> each;
    }

    @Test
    void aTableNeedsARecord() {
        assertDeploymentFails(NoRecords.class).withMessages(
                "SWELL-800: Table is injected into NoRecords.raw, but a table needs a record without type parameters: "
                        + "write Table<YourRecord>",
                "SWELL-800: Table<?> is injected into NoRecords.any, but a table needs a record without type parameters: "
                        + "write Table<YourRecord>",
                "SWELL-800: Table<java.lang.Record> is injected into NoRecords.each, but a table needs a record without "
                        + "type parameters: write Table<YourRecord>");
    }
}
