package dev.swell.runtime.worker.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.LoggedLines;

class LeakWatchTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    /** What a class of the JVM may hold for good. */

    private final LeakWatch watch = new LeakWatch(SHORT);
    private final LoggedLines log = LoggedLines.of("dev.swell.worker");
    private final CountDownLatch end = new CountDownLatch(1);

    /** What holds on; a class of its own, since whatever runs the test may hold the test's class by ways of its own. */
    private static final class Keeper {
        private static final List<Object> HELD = new ArrayList<>();
    }

    /** Application code, once in each class loader. */
    public static final class Application implements Consumer<CountDownLatch> {

        final String password = "secret-" + System.nanoTime();
        Object next;

        @Override
        public void accept(CountDownLatch end) {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    continue; // it doesn't mind
                }
            }
        }
    }

    private static final class Loader extends ClassLoader {
        Loader(int id) {
            super("worker-" + id, LeakWatchTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.startsWith(Application.class.getName()) && findLoadedClass(name) == null ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterEach
    void letGo() {
        end.countDown();
        Keeper.HELD.clear();
        watch.close();
        log.close();
    }

    private static Consumer<CountDownLatch> application(ClassLoader loader) {
        try {
            @SuppressWarnings("unchecked")
            Consumer<CountDownLatch> made = (Consumer<CountDownLatch>) loader.loadClass(Application.class.getName())
                    .getConstructor().newInstance();
            assertThat(made.getClass().getClassLoader()).isSameAs(loader);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Closes a worker of an application that has done something. */
    private void close(int id, Consumer<Consumer<CountDownLatch>> doing) {
        Loader loader = new Loader(id);
        doing.accept(application(loader));
        watch.watch(id, loader);
    }

    private String holder(int id) throws InterruptedException {
        Optional<Leak> leak = watch.prove(id, SHORT);
        assertThat(leak).isPresent();
        assertThat(leak.get().workerId()).isEqualTo(id);
        assertThat(watch.leaks()).contains(leak.get());
        assertThat(watch.pending()).doesNotContain(id);
        return leak.get().holder();
    }

    private Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aClassLoaderThatNobodyHoldsGoes() throws InterruptedException {
        close(1, application -> {});
        assertThat(watch.prove(1, Duration.ofSeconds(20))).isEmpty();
        assertThat(watch.leaks()).isEmpty();
        assertThat(watch.pending()).isEmpty();
        assertThat(watch.leaked()).isZero();
    }

    @Test
    void oneThatIsNotWatchedIsNoLeak() throws InterruptedException {
        assertThat(watch.prove(7, SHORT)).isEmpty();
    }

    @Test
    void namesAThreadByItsClassLoaderAndWhatItRuns() throws InterruptedException {
        close(1, application -> thread("stubborn", () -> application.accept(end))
                .setContextClassLoader(application.getClass().getClassLoader()));
        assertThat(holder(1))
                .isEqualTo("thread 'stubborn' (its context class loader, it runs " + Application.class.getName()
                        + ".accept)");
        assertThat(log.withId("SWELL-280")).singleElement().asString().contains("worker 1", "thread 'stubborn'",
                "@PreDestroy");
        assertThat(watch.leaked()).isOne();
    }

    @Test
    void namesAThreadByAThreadLocal() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "shared-pool"));
        try {
            ThreadLocal<Object> local = new ThreadLocal<>();
            close(1, application -> runOn(pool, () -> local.set(application)));
            assertThat(holder(1))
                    .isEqualTo("thread 'shared-pool' (ThreadLocal value of type " + Application.class.getName() + ")");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void namesAThreadByAnInheritedThreadLocal() throws Exception {
        InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
        close(1, application -> {
            local.set(application);
            Thread heir = new Thread(() -> awaitEnd(), "heir");
            heir.setDaemon(true);
            heir.start();
            local.remove();
        });
        assertThat(holder(1))
                .isEqualTo("thread 'heir' (InheritableThreadLocal value of type " + Application.class.getName() + ")");
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runOn(ExecutorService pool, Runnable work) {
        try {
            pool.submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void findsThePathToWhatNoListKnows() throws InterruptedException {
        close(1, Keeper.HELD::add);
        assertThat(holder(1)).isEqualTo("class " + Keeper.class.getName()
                + " → HELD java.util.ArrayList → elementData java.lang.Object[] → [0] " + Application.class.getName()
                + " → class " + Application.class.getName() + " → its class loader");
    }

    @Test
    void findsThePathThroughAnExecutor() throws InterruptedException {
        AtomicReference<ExecutorService> pool = new AtomicReference<>();
        close(1, application -> {
            pool.set(Executors.newSingleThreadExecutor(work -> {
                application.hashCode();
                return new Thread(work, "own-pool");
            }));
            runOn(pool.get(), () -> {});
        });
        ExecutorService made = pool.getAndSet(null);
        Object[] hidden = {new SoftReference<>(made)};
        made = null;
        try {
            assertThat(holder(1)).contains("(thread 'own-pool') → ",
                    "java.util.concurrent.ThreadPoolExecutor → threadFactory ",
                    "→ class " + Application.class.getName() + " → its class loader");
        } finally {
            ((ExecutorService) ((SoftReference<?>) hidden[0]).get()).shutdown();
        }
    }

    @Test
    void findsALocalVariable() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        close(1, application -> {
            Object[] box = {application};
            thread("holding", () -> {
                Object local = box[0];
                box[0] = null;
                running.countDown();
                awaitEnd();
                assertThat(local).isNotNull();
            });
        });
        running.await();
        assertThat(holder(1)).contains("thread 'holding'", "class " + Application.class.getName());
    }

    @Test
    void showsNoValueAndLeavesOutTheMiddleOfALongPath() throws Exception {
        close(1, application -> {
            Object[] first = {null};
            Object[] last = first;
            for (int i = 0; i < 30; i++) {
                last[0] = new Object[1];
                last = (Object[]) last[0];
            }
            last[0] = application;
            Keeper.HELD.add(first);
        });
        assertThat(holder(1)).doesNotContain("secret").contains("→ … ", " more … →").hasSizeLessThan(1_000);
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString()
                    .startsWith("swell-heap-" + ProcessHandle.current().pid()))).isEmpty();
        }
    }

    @Test
    void whatACacheHoldsSoftlyIsNoLeak() throws InterruptedException {
        close(1, application -> Keeper.HELD.add(new SoftReference<>(application)));
        assertThat(watch.prove(1, SHORT)).isEmpty();
        assertThat(watch.pending()).containsExactly(1);
        assertThat(log.withId("SWELL-281")).hasSize(1);
        assertThat(watch.leaked()).isZero();
    }

    @Test
    void theJvmsOwnCollectionsTellOfALeakAndOfItsEnd() {
        close(1, Keeper.HELD::add);
        close(2, application -> {});
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(watch.leaks()).singleElement().extracting(Leak::workerId).isEqualTo(1);
        });
        assertThat(watch.pending()).isEmpty();
        assertThat(log.withId("SWELL-280")).singleElement().asString().contains("HELD java.util.ArrayList");

        Keeper.HELD.clear();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(watch.leaks()).isEmpty();
        });
        assertThat(log.withId("SWELL-282")).hasSize(1);
        assertThat(watch.leaked()).isOne();
    }

    @Test
    void nothingIsALeakForTheFirstTenSeconds() throws InterruptedException {
        try (LeakWatch patient = new LeakWatch()) {
            Loader loader = new Loader(1);
            Keeper.HELD.add(application(loader));
            long begun = System.nanoTime();
            patient.watch(1, loader);
            loader = null;
            System.gc();
            System.gc();
            assertThat(patient.pending()).containsExactly(1);
            assertThat(patient.prove(1, Duration.ofMillis(1))).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(10));
        }
    }
}
