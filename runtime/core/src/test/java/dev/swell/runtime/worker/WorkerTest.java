package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.scope.UnitOfWork;
import dev.swell.lifecycle.WorkerError;
import dev.swell.state.Cleaner;
import dev.swell.state.LaneScoped;

class WorkerTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @LaneScoped
    static class Draft {
        private String user;

        String user() {
            return user;
        }

        void user(String name) {
            user = name;
        }

        @PreDestroy
        void end() {
            EVENTS.add("draft destroyed");
        }
    }

    @RequestScoped
    static class Visit {
        void touch() {}

        @PreDestroy
        void end() {
            EVENTS.add("visit destroyed");
        }
    }

    @ApplicationScoped
    @Priority(1)
    static class Failing implements Cleaner {
        @Override
        public void clean() {
            EVENTS.add("failing");
            throw new AssertionError("on purpose");
        }
    }

    @ApplicationScoped
    @Priority(2)
    static class Wipe implements Cleaner {
        static boolean fail;
        @Inject
        Draft draft;

        @Override
        public void snapshot() {
            EVENTS.add("snapshot");
            if (fail) {
                throw new IllegalStateException("no snapshot");
            }
        }

        @Override
        public void clean() {
            EVENTS.add("wipe " + draft.user());
            draft.user(null);
        }

        void error(@Observes WorkerError error) {
            EVENTS.add("error " + error.cause().getMessage());
        }

        void begin(@Observes @Initialized(RequestScoped.class) Object unit) {
            EVENTS.add("begin");
        }

        void end(@Observes @Destroyed(RequestScoped.class) Object unit) {
            EVENTS.add("end");
        }
    }

    private final Workers workers = new Workers();
    private WeldContainer container;
    private Worker worker;

    @BeforeEach
    void start() {
        EVENTS.clear();
        Wipe.fail = false;
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        container = new Weld("worker-test").disableDiscovery().addExtension(extension)
                .addBeanClasses(Draft.class, Visit.class, Failing.class, Wipe.class).initialize();
        ClassLoader loader = new ClassLoader(WorkerTest.class.getClassLoader()) {};
        worker = new Worker(1, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                Handover.pool(1, 4, loader));
        workers.swap(worker);
    }

    @AfterEach
    void stop() {
        if (container.isRunning()) {
            worker.close();
        }
    }

    private Unit open() {
        return workers.lease().open(null, () -> null, () -> EVENTS.add("given back"));
    }

    private Draft draft() {
        return container.select(Draft.class).get();
    }

    @Test
    void cleansUpInOrderWhateverACleanerThrows() {
        Unit unit = open();
        unit.run(() -> {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(worker.loader());
            draft().user("ann");
            container.select(Visit.class).get().touch();
        });
        unit.complete();
        assertThat(EVENTS).containsExactly("snapshot", "begin", "failing", "error on purpose", "wipe ann",
                "visit destroyed",
                "end", "given back");
        assertThat(worker.active()).isZero();
        assertThat(worker.failures().cleaners()).isEqualTo(1);
    }

    @Test
    void keepsALaneFromUnitToUnitButNeverSharesIt() {
        Unit first = open();
        Unit second = open();
        first.run(() -> draft().user("ann"));
        second.run(() -> assertThat(draft().user()).isNull());
        assertThat(worker.laneCount()).isEqualTo(2);
        first.complete();
        second.complete();
        Unit third = open();
        third.run(() -> assertThat(draft().user()).isNull());
        third.complete();
        assertThat(worker.laneCount()).isEqualTo(2);
        assertThat(EVENTS.stream().filter("snapshot"::equals)).hasSize(2);
    }

    @Test
    void endsOnlyWhenNobodyIsInside() {
        Unit unit = open();
        unit.run(() -> {
            unit.complete();
            assertThat(EVENTS).doesNotContain("given back");
        });
        assertThat(EVENTS).endsWith("given back");
        unit.run(() -> assertThat(UnitOfWork.current()).isNull());
    }

    @Test
    void givesUpALaneWithoutSnapshotAndReturnsTheLease() {
        Wipe.fail = true;
        assertThatThrownBy(this::open).hasMessage("no snapshot");
        assertThat(worker.laneCount()).isZero();
        assertThat(worker.active()).isZero();
        Wipe.fail = false;
        open().complete();
        assertThat(worker.laneCount()).isEqualTo(1);
    }

    @Test
    void drainsWhenTheLastLeaseIsReturnedAndClosesLanes() {
        Unit unit = open();
        unit.run(() -> draft().user("ann"));
        assertThat(worker.drain(Duration.ofMillis(20))).isFalse();
        unit.complete();
        assertThat(worker.drain(Duration.ofSeconds(5))).isTrue();
        worker.close();
        assertThat(EVENTS).contains("draft destroyed");
        assertThat(container.isRunning()).isFalse();
    }
}
