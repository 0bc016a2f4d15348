package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Serializable;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import dev.swell.Server;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.RowModel;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.table.Counters;
import dev.swell.table.Key;
import dev.swell.table.Row;
import dev.swell.table.Table;

@ArquillianTest
class TableTest {

    @Row(size = 2)
    record Seat(@Key String name, int taken, double price, boolean box) {}

    @Row(name = "halls")
    record Hall(@Key int id) {}

    @ApplicationScoped
    public static class Theatre {
        @Inject
        Table<Seat> seats;
        @Inject
        Instance<Table<Hall>> halls;
        @Inject
        Counters counters;

        void start(@Observes WorkerStart event, Table<Seat> same) {
            same.put(new Seat("first", 0, 9.5, true));
            counters.get("starts").add(1);
        }

        public Optional<Seat> take(String name) {
            seats.increment(name, "taken", 1);
            return seats.get(name);
        }

        public int halls() {
            halls.get().put(new Hall(1));
            return halls.get().size();
        }

        public long starts() {
            return counters.get("starts").get();
        }
    }

    /** Its scope may have to write it, so what is injected into it must allow that. */
    @SessionScoped
    public static class Ticket implements Serializable {
        private static final long serialVersionUID = 1;
        @Inject
        Table<Seat> seats;
        @Inject
        Counters counters;
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.served(Theatre.class, Ticket.class);
    }

    @Inject
    SwellExtension extension;
    @Inject
    Theatre theatre;
    @Inject
    Table<Seat> seats;
    @Inject
    Server server;

    @Test
    void tablesAreInjectedAndShared() {
        await().until(() -> !server.listeners().isEmpty());
        assertThat(extension.model().rows()).extracting(RowModel::name).containsExactly("Seat", "halls");
        assertThat(theatre.take("first")).contains(new Seat("first", 1, 9.5, true));
        assertThat(theatre.take("second")).contains(new Seat("second", 1, 0, false));
        assertThat(seats).hasSize(2);
        assertThat(seats.put(new Seat("third", 0, 0, false))).isFalse();
        seats.forEach(seat -> assertThat(seat.taken()).isEqualTo(1));
        assertThat(theatre.halls()).isEqualTo(1);
        assertThat(theatre.starts()).isEqualTo(1);
    }
}
