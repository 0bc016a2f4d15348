package dev.swell.junit5;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import dev.swell.Server;
import dev.swell.async.Delivery;
import dev.swell.async.Events;

/** When applications start and end, seen from outside by running test classes. */
class LifeOfApplicationTest {

    private static final Queue<URI> SERVED = new ConcurrentLinkedQueue<>();
    private static final Queue<Path> STATES = new ConcurrentLinkedQueue<>();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @SwellTest(app = "target/test-classes")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Two {
        Two(@BaseUri URI base) {
            SERVED.add(base);
        }

        @Test
        void one(@BaseUri URI base) {
            SERVED.add(base);
        }

        @Test
        void other(@BaseUri URI base) {
            SERVED.add(base);
        }
    }

    @SwellTest(app = "target/test-classes")
    static class LeavesSomethingToDo {
        @Test
        void once(Events events, Server server, @ConfigProperty(name = "swell.state-dir") String state) {
            STATES.add(Path.of(state));
            events.fire("tomorrow", Delivery.now().delay(Duration.ofDays(1)));
            assertThat(Path.of(state)).isNotEmptyDirectory();
            assertThat(server.stats().tasksDelayed()).as("its own alone").isEqualTo(1);
        }
    }

    @SwellTest(app = "target/test-classes", config = {"greeting=Hi", "swell.http.prot=1"})
    static class Misspelled {
        @Test
        void neverRuns() {}
    }

    @SwellTest(config = "greeting")
    static class WithoutValue {
        @Test
        void neverRuns() {}
    }

    @SwellTest(app = "target/nothing")
    static class Missing {
        @Test
        void neverRuns() {}
    }

    abstract static class Greeted {
        @Test
        void isGreeted(@BaseUri URI base, Greetings bean) throws Exception {
            SERVED.add(base);
            BOTH.await(30, SECONDS);
            String said = bean.text("Di");
            assertThat(SwellTestTest.get(base, "/greet/Di").body()).isEqualTo(said);
            assertThat(said).isEqualTo(expected());
            BOTH.await(30, SECONDS);
        }

        abstract String expected();
    }

    @SwellTest(app = "target/test-classes", config = "greeting=Hej")
    static class InSwedish extends Greeted {
        @Override
        String expected() {
            return "Hej, Di!";
        }
    }

    @SwellTest(app = "target/test-classes", config = "greeting=Moin")
    static class InLowGerman extends Greeted {
        @Override
        String expected() {
            return "Moin, Di!";
        }
    }

    @BeforeEach
    void forget() {
        SERVED.clear();
    }

    @Test
    void startsOneForTheClassAndStopsItAfterwards() {
        assertThat(run(Two.class).getTestsSucceededCount()).isEqualTo(2);
        assertThat(SERVED).hasSize(3).containsOnly(SERVED.peek());
        assertThatThrownBy(() -> SwellTestTest.get(SERVED.peek(), "/greet/Ed")).isInstanceOf(IOException.class);
    }

    @Test
    void leavesNoTaskToTheNextOne() {
        for (int i = 0; i < 2; i++) {
            assertThat(failures(run(LeavesSomethingToDo.class))).isEmpty();
        }
        assertThat(STATES).hasSize(2).doesNotHaveDuplicates().allSatisfy(state -> assertThat(state).doesNotExist());
    }

    @Test
    void failsTheClassWithTheReason() {
        assertThat(failures(run(Misspelled.class))).contains("swell.http.prot", "swell.http.port");
        assertThat(failures(run(Missing.class))).contains("target/nothing", "doesn't exist");
        assertThat(failures(run(WithoutValue.class)))
                .contains("@SwellTest(config = \"greeting\") has no key: write \"key=value\"");
    }

    @Test
    void servesSeveralAtOnce() {
        TestExecutionSummary summary = run(InSwedish.class, InLowGerman.class);
        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(SERVED).hasSize(2).doesNotHaveDuplicates();
    }

    private static TestExecutionSummary run(Class<?>... classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, listener);
        return listener.getSummary();
    }

    private static String failures(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        summary.getFailures().forEach(failure -> failure.getException().printStackTrace(new PrintWriter(text, true)));
        return text.toString();
    }
}
