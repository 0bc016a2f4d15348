package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.worker.Worker;

/** A start that fails for want of memory, while another worker runs, frees all that it took. */
class OutOfMetaspaceTest {

    @TempDir
    Path folder;

    @Test
    void freesWhatItTook() throws Exception {
        Path small = new Sources().type("Small", """
                @ApplicationScoped public class Small { @Override public String toString() { return "small"; } }""")
                .jar(folder.resolve("small.jar"));
        Path large = new Sources().type("Large",
                """
                        @ApplicationScoped public class Large {
                            static final List<Object> kept = new ArrayList<>();
                            void start(@Observes Startup event) {
                                while (true) {
                                    kept.add(java.lang.reflect.Proxy.newProxyInstance(new ClassLoader(Large.class.getClassLoader()) {},
                                            new Class<?>[] {Runnable.class, Comparable.class, List.class}, (a, b, c) -> null));
                                }
                            }
                        }""")
                .jar(folder.resolve("large.jar"));
        Path output = folder.resolve("output.txt");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:MaxMetaspaceSize=80m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OutOfMetaspaceTest.class.getName(), small.toString(), large.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(output).content().contains("ALL WELL").contains("Metaspace");
        assertThat(process.exitValue()).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    /** What the process does. */
    public static void main(String[] jars) throws Exception {
        Worker running = start(Path.of(jars[0]));
        for (int i = 0; i < 3; i++) {
            WeakReference<ClassLoader> failed = failToStart(Path.of(jars[1]));
            assertGoes(failed);
            start(Path.of(jars[0])).close();
        }
        assertThat(running.bean(running.loader().loadClass("app.Small")).orElseThrow()).hasToString("small");
        running.close();
        System.out.println("ALL WELL");
        System.exit(0);
    }

    private static Worker start(Path jar) {
        return LaunchedWorker.of(jar).worker();
    }

    private static WeakReference<ClassLoader> failToStart(Path jar) {
        Launch launch = Launch.prepare(2, Application.at(List.of(jar)), Optional.empty(), Map.of());
        WeakReference<ClassLoader> loader = new WeakReference<>(launch.loader());
        try {
            launch.start(null);
        } catch (StartFailure e) {
            System.out.println(e.problems());
            return loader;
        }
        throw new AssertionError("it has started");
    }

    private static void assertGoes(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            System.gc();
            if (loader.refersTo(null)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the class loader of the failed start stays");
    }
}
