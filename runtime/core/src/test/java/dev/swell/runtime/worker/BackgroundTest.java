package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.Place;
import dev.swell.lifecycle.WorkerError;
import dev.swell.state.Cleaner;

/** Work of no connection. */
@Timeout(30)
class BackgroundTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @RequestScoped
    static class Visit {
        void touch() {}

        @PreDestroy
        void end() {
            EVENTS.add("visit destroyed");
        }
    }

    @ApplicationScoped
    static class Watcher implements Cleaner {
        @Override
        public void clean() {
            EVENTS.add("cleaned");
        }

        void error(@Observes WorkerError error) {
            EVENTS.add("error " + error.cause().getMessage());
        }
    }

    private interface Code {
        void run() throws Throwable;
    }

    private record Piece(Code code, BlockingQueue<Optional<Throwable>> over) implements Background.Errand {

        static Piece of(Code code) {
            return new Piece(code, new LinkedBlockingQueue<>());
        }

        @Override
        public Place place(Worker worker) {
            return new Place("Piece", "run()");
        }

        @Override
        public void run(Worker worker) throws Throwable {
            code.run();
        }

        @Override
        public void ended(Throwable thrown) {
            over.add(Optional.ofNullable(thrown));
        }
    }

    /** One that can't even say where it is declared. */
    private record Nameless(BlockingQueue<Throwable> over) implements Background.Errand {

        @Override
        public Place place(Worker worker) {
            throw new IllegalStateException("no place");
        }

        @Override
        public void run(Worker worker) {
            throw new AssertionError("on purpose");
        }

        @Override
        public void ended(Throwable thrown) {
            over.add(thrown);
        }
    }

    private final Workers workers = new Workers();
    private WeldContainer container;
    private Worker worker;

    @BeforeEach
    void start() {
        EVENTS.clear();
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        container = new Weld("background-test").disableDiscovery().addExtension(extension)
                .addBeanClasses(Visit.class, Watcher.class).initialize();
        ClassLoader loader = new ClassLoader(BackgroundTest.class.getClassLoader()) {};
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

    @Test
    void runsEachPieceAsAUnitOfWorkOfItsOwn() throws InterruptedException {
        Background background = new Background(workers, 1, 10);
        for (int i = 0; i < 2; i++) {
            Piece piece = Piece.of(() -> {
                assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(worker.loader());
                assertThat(worker.active()).isOne();
                container.select(Visit.class).get().touch();
            });
            assertThat(background.run(piece)).isTrue();
            assertThat(piece.over.take()).isEmpty();
        }
        assertThat(EVENTS).containsExactly("cleaned", "visit destroyed", "cleaned", "visit destroyed");
        assertThat(worker.active()).isZero();
    }

    @Test
    void givesThePlaceBackThoughWhatIsAroundAPieceFails() throws InterruptedException {
        Background background = new Background(workers, 1, 10);
        Nameless piece = new Nameless(new LinkedBlockingQueue<>());
        background.run(piece);
        assertThat(piece.over.take()).hasMessage("no place");
        Piece next = Piece.of(() -> {});
        background.run(next);
        assertThat(next.over.take()).isEmpty();
        assertThat(worker.active()).isZero();
    }

    @Test
    void goesOnAfterWhatIsThrown() throws InterruptedException {
        Background background = new Background(workers, 1, 10);
        Piece piece = Piece.of(() -> {
            throw new AssertionError("on purpose");
        });
        background.run(piece);
        assertThat(piece.over.take()).hasValueSatisfying(thrown -> assertThat(thrown).hasMessage("on purpose"));
        assertThat(EVENTS).containsExactly("error on purpose", "cleaned");
        Piece next = Piece.of(() -> {});
        background.run(next);
        assertThat(next.over.take()).isEmpty();
        assertThat(worker.failures().escaped()).isOne();
    }

    @Test
    void runsABoundedNumberAndLetsABoundedNumberWait() throws InterruptedException {
        Background background = new Background(workers, 1, 1);
        CountDownLatch release = new CountDownLatch(1);
        Piece running = Piece.of(release::await);
        Piece waiting = Piece.of(() -> {});
        assertThat(background.run(running)).isTrue();
        assertThat(background.run(waiting)).isTrue();
        assertThat(background.run(Piece.of(() -> {}))).isFalse();
        assertThat(background.running()).isOne();
        assertThat(background.waiting()).isOne();
        assertThat(waiting.over).isEmpty();
        release.countDown();
        assertThat(running.over.take()).isEmpty();
        assertThat(waiting.over.take()).isEmpty();
        await().until(() -> background.running() == 0);
    }

    @Test
    void tellsOfWhatTheEndOfTheServerCutsOff() throws InterruptedException {
        Background background = new Background(workers, 1, 1);
        worker.close();
        Piece late = Piece.of(() -> {});
        background.run(late);
        assertThat(late.over.take()).containsInstanceOf(RejectedExecutionException.class);
        assertThat(worker.active()).isZero();
        assertThat(background.running()).isZero();
    }
}
