package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.lifecycle.WorkerError;

/** What application code does at the end of requests and sessions. */
@Timeout(30)
@Tag("threads")
class UnitEndTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @RequestScoped
    static class Visit {
        void touch() {}

        @PreDestroy
        void end() {
            EVENTS.add("visit destroyed");
        }
    }

    @SessionScoped
    static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;
        @Inject
        private Goods goods;

        void touch() {}

        @PreDestroy
        void end() {
            EVENTS.add("cart destroyed");
            goods.touch();
        }
    }

    @SessionScoped
    static class Goods implements Serializable {
        private static final long serialVersionUID = 1L;

        void touch() {}

        @PreDestroy
        void end() {
            EVENTS.add("goods destroyed");
        }
    }

    @ApplicationScoped
    static class Watcher {
        void before(@Observes @BeforeDestroyed(RequestScoped.class) Object unit) {
            EVENTS.add(Thread.currentThread() instanceof XnioIoThread ? "on an I/O thread" : "may block");
            throw new IllegalStateException("before");
        }

        void after(@Observes @Destroyed(RequestScoped.class) Object unit) {
            throw new IllegalStateException("after");
        }

        void beforeSession(@Observes @BeforeDestroyed(SessionScoped.class) Object session) {
            throw new IllegalStateException("before session");
        }

        void error(@Observes WorkerError error) {
            EVENTS.add("error " + error.cause().getMessage());
        }
    }

    private final Workers workers = new Workers();
    private WeldContainer container;
    private Worker worker;
    private XnioWorker connections;

    @BeforeEach
    void start() throws IOException {
        EVENTS.clear();
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        container = new Weld("unit-end-test").disableDiscovery().addExtension(extension)
                .addBeanClasses(Visit.class, Cart.class, Goods.class, Watcher.class).initialize();
        ClassLoader loader = UnitEndTest.class.getClassLoader();
        worker = new Worker(1, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                Handover.pool(1, 4, loader));
        workers.swap(worker);
        connections = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    }

    @AfterEach
    void stop() {
        connections.shutdownNow();
        if (container.isRunning()) {
            worker.close();
        }
    }

    private Unit open() {
        return workers.lease().open(null, () -> null, () -> EVENTS.add("given back"));
    }

    @Test
    void destroysTheRequestWhateverObserversOfItsEndThrow() {
        Unit unit = open();
        unit.run(() -> container.select(Visit.class).get().touch());
        unit.complete();
        assertThat(EVENTS).containsExactly("may block", "error before", "visit destroyed", "error after",
                "given back");
    }

    @Test
    void callsObserversOfTheEndWhereTheyMayBlock() {
        Unit unit = open();
        connections.getIoThread().execute(unit::complete);
        await().until(() -> EVENTS.contains("given back"));
        assertThat(EVENTS).startsWith("may block");
    }

    @Test
    void givesBackWhatEndsAfterTheWorker() {
        Unit unit = open();
        worker.close();
        connections.getIoThread().execute(unit::complete);
        await().until(() -> EVENTS.contains("given back"));
        assertThat(worker.active()).isZero();
    }

    @Test
    void endsSessionsWhoseBeansNeedEachOtherAtTheEnd() {
        SessionBeans session = new SessionBeans();
        SessionSource source = new SessionSource() {
            @Override
            public SessionBeans find() {
                return session;
            }

            @Override
            public SessionBeans begin() {
                return session;
            }
        };
        Unit unit = workers.lease().open(worker.session(source), () -> null, () -> {});
        unit.run(() -> {
            container.select(Cart.class).get().touch();
            container.select(Goods.class).get().touch();
        });
        unit.complete();
        worker.enter();
        worker.end(session);
        assertThat(EVENTS).contains("error before session").containsSubsequence("goods destroyed", "cart destroyed");
        assertThat(worker.active()).isZero();
    }
}
