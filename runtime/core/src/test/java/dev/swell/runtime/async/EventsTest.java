package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.async.AsyncListener;
import dev.swell.async.DeadLetter;
import dev.swell.async.Delivery;
import dev.swell.async.Events;
import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.LoggedLines;
import dev.swell.state.Cleaner;

/** Events on their way along the listeners. */
@Tag("threads")
@Timeout(60)
class EventsTest {

    private static final List<String> SAID = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    interface News {}

    record Sold(String lot, long price) implements News {}

    record Closed(String lot) implements News {}

    record Stuck(Runnable code) {}

    @ApplicationScoped
    static class Listeners implements Cleaner {
        @AsyncListener(priority = 1)
        void first(Sold sold) {
            SAID.add("first " + sold.lot);
        }

        @AsyncListener(priority = 2)
        boolean gate(Sold sold) {
            SAID.add("gate " + sold.price);
            return sold.price >= 10;
        }

        @AsyncListener(priority = 3)
        void shaky(Sold sold) {
            SAID.add("shaky");
            if (FAILURES.getAndDecrement() > 0) {
                throw new IllegalStateException("shaken");
            }
        }

        @AsyncListener
        void all(News news) {
            SAID.add("all " + news.getClass().getSimpleName());
        }

        @AsyncListener
        void stuck(Stuck stuck) {
            stuck.code.run();
        }

        @Override
        public void clean() {
            SAID.add("cleaned");
        }

        void dead(@Observes DeadLetter letter) {
            SAID.add("dead " + letter.payload() + " after " + letter.tries());
        }
    }

    private AsyncTestServer server;
    private Events events;

    @BeforeEach
    void start() {
        SAID.clear();
        FAILURES.set(0);
        server = AsyncTestServer.of(Listeners.class);
        events = server.events();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void awaitEnd(String last) {
        await().until(() -> SAID.contains(last));
        await().until(() -> server.engine().counts().running() == 0);
    }

    @Test
    void callsListenersOneAfterTheOtherByPriority() {
        events.fire(new Sold("chair", 20));
        awaitEnd("all Sold");
        assertThat(SAID).containsExactly("first chair", "cleaned", "gate 20", "cleaned", "shaky", "cleaned", "all Sold",
                "cleaned");
    }

    @Test
    void stopsWhenAListenerSaysSo() {
        events.fire(new Sold("chair", 5));
        awaitEnd("gate 5");
        assertThat(SAID).containsExactly("first chair", "cleaned", "gate 5", "cleaned");
    }

    @Test
    void goesToListenersOfSupertypesAndDoesNothingWithoutAny() {
        events.fire("nobody hears this");
        events.fire(new Closed("chair"));
        awaitEnd("all Closed");
        assertThat(SAID).containsExactly("all Closed", "cleaned");
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0));
    }

    @Test
    void triesAFailingListenerAgainAndGoesOnWhereItWas() {
        FAILURES.set(2);
        events.fire(new Sold("chair", 20), Delivery.now().tries(3));
        awaitEnd("all Sold");
        assertThat(SAID).filteredOn(line -> !line.equals("cleaned")).containsExactly("first chair", "gate 20", "shaky",
                "shaky", "shaky", "all Sold");
        SAID.clear();
        FAILURES.set(1);
        events.fire(new Sold("table", 30), Delivery.now().tries(2).retryDelay(Duration.ofMillis(30)));
        awaitEnd("all Sold");
        assertThat(SAID).filteredOn(line -> !line.equals("cleaned")).containsExactly("first table", "gate 30", "shaky",
                "shaky", "all Sold");
    }

    @Test
    void goesOnAfterAListenerThatFailsForGoodAndKeepsThatForLater() {
        FAILURES.set(2);
        LoggedLines log = LoggedLines.of("dev.swell");
        events.fire(new Sold("chair", 20), Delivery.now().tries(2));
        awaitEnd("all Sold");
        log.close();
        assertThat(SAID).filteredOn(line -> !line.equals("cleaned")).containsExactly("first chair", "gate 20", "shaky",
                "shaky", "dead Sold[lot=chair, price=20] after 2", "all Sold");
        TaskLine letter = server.engine().desk().list(10).get(0);
        assertThat(letter.state()).isEqualTo(State.DEAD);
        assertThat(letter.listener()).isEqualTo(Listeners.class.getName() + ".shaky(Sold)");
        assertThat(log.withId("SWELL-766")).singleElement().asString().contains(" for " + letter.id() + " ");

        SAID.clear();
        FAILURES.set(2);
        server.engine().desk().retry(letter.id());
        await().until(() -> SAID.size() == 5);
        await().untilAsserted(() -> assertThat(server.engine().desk().list(10)).singleElement()
                .satisfies(line -> assertThat(line.state()).isEqualTo(State.DEAD)));
        assertThat(SAID).containsExactly("shaky", "cleaned", "shaky", "dead Sold[lot=chair, price=20] after 2",
                "cleaned");
        assertThat(server.engine().desk().list(10).get(0).id()).isEqualTo(letter.id());

        SAID.clear();
        server.engine().desk().retry(letter.id());
        await().until(() -> server.engine().desk().list(10).isEmpty());
        await().until(() -> server.engine().counts().running() == 0);
        assertThat(SAID).containsExactly("shaky", "cleaned");
    }

    @Test
    void refusesAtOnceWhatCannotBeKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.fire(new Stuck(() -> {}), Delivery.now().delay(Duration.ofSeconds(1))))
                .withMessageStartingWith("SWELL-758: A delayed or durable payload must be carried as JSON, and "
                        + Stuck.class.getName() + " can't be: ");
        events.fire(new Stuck(() -> SAID.add("ran")));
        awaitEnd("ran");
        assertThat(server.engine().counts()).isEqualTo(new TaskCounts(0, 0, 0, 0));
    }
}
