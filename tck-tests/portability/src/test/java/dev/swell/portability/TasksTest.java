package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import dev.swell.async.AsyncListener;
import dev.swell.async.DeadLetter;
import dev.swell.async.Delivery;
import dev.swell.async.Events;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.async.TaskInfo;
import dev.swell.async.TaskInfo.State;
import dev.swell.async.Tasks;
import dev.swell.state.Cleaner;

@ArquillianTest
class TasksTest {

    private static final List<String> SAID = new CopyOnWriteArrayList<>();

    public record Greeting(String name) {}

    public record Sold(String lot) {}

    @RequestScoped
    public static class Notes {
        private final List<String> lines = new ArrayList<>();

        void add(String line) {
            lines.add(line);
        }

        @PreDestroy
        void end() {
            SAID.add("notes " + lines);
        }
    }

    public abstract static class Base {
        @TaskFinished
        protected void greeted(Greeting greeting, int length) {
            SAID.add("greeted " + length);
        }
    }

    @ApplicationScoped
    public static class Clerk extends Base implements Cleaner {
        @Inject
        Notes notes;
        @Inject
        Events events;

        @TaskHandler(tries = 2)
        int greet(Greeting greeting) {
            notes.add(greeting.name);
            if (greeting.name.isEmpty()) {
                throw new AssertionError("nobody");
            }
            events.fire(new Sold(greeting.name));
            return greeting.name.length();
        }

        @AsyncListener(priority = 2)
        void late(Sold sold) {
            SAID.add("late " + sold.lot);
        }

        @AsyncListener(priority = 1)
        boolean early(Sold sold) {
            SAID.add("early " + sold.lot);
            return !sold.lot.equals("stop");
        }

        void dead(@Observes DeadLetter letter) {
            SAID.add("dead after " + letter.tries() + ": " + letter.cause().getMessage());
        }

        @Override
        public void clean() {
            SAID.add("cleaned");
        }
    }

    @SessionScoped
    public static class Visitor implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        Tasks tasks;
        @Inject
        Events events;
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.served(Notes.class, Base.class, Clerk.class, Visitor.class);
    }

    @Inject
    private Tasks tasks;
    @Inject
    private Events events;
    @Inject
    private Instance<Tasks> each;

    private TaskInfo awaitState(String id, State state) {
        await().untilAsserted(() -> assertThat(tasks.find(id)).get().extracting(TaskInfo::state).isEqualTo(state));
        return tasks.find(id).orElseThrow();
    }

    @Test
    void areDoneInARequestContextOfTheirOwnAndMayFireEvents() {
        awaitState(tasks.deliver(new Greeting("ada"), Delivery.now().delay(Duration.ofMillis(1))), State.FINISHED);
        await().until(() -> SAID.contains("late ada"));
        assertThat(SAID).containsSubsequence("greeted 3", "cleaned", "notes [ada]");
        assertThat(SAID).containsSubsequence("early ada", "cleaned", "late ada");
    }

    @Test
    void areTriedAgainAndBecomeDeadLetters() {
        assertThat(awaitState(tasks.deliver(new Greeting("")), State.DEAD).failure()).contains("nobody");
        await().untilAsserted(() -> assertThat(SAID).containsSubsequence("cleaned", "notes []", "dead after 2: nobody",
                "cleaned", "notes []"));
    }

    @Test
    void anEventStopsWhereAListenerSaysSo() {
        events.fire(new Sold("stop"));
        events.fire(new Sold("go"));
        await().until(() -> SAID.contains("late go"));
        assertThat(SAID).contains("early stop").doesNotContain("late stop");
    }

    @Test
    void areOneObjectThatBeansWrittenToDiskMayHave() throws Exception {
        assertThat(each.get()).isSameAs(each.get()).isSameAs(tasks); // else an Instance would keep one for each call
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(written)) {
            out.writeObject(tasks);
            out.writeObject(events);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            assertThat(in.readObject()).isSameAs(tasks);
            assertThat(in.readObject()).isSameAs(tasks);
        }
    }

    @Test
    void areDurableInTheStateDirectory() {
        awaitState(tasks.deliver(new Greeting("bob"), Delivery.now().durable()), State.FINISHED);
    }
}
