package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.swell.endtoend.Shell.Result;

/** Commands where something is in their way. */
class StateDirectoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path applications;

    private static Path jar;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeAll
    static void compile() throws Exception {
        jar = CommandsIT.application("Hello").jar(applications.resolve("shop.jar"));
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private long startDetached() throws Exception {
        Result started = shell.run("start", "-d", "--app", jar.toString());
        assertThat(started.exit()).as(started.err()).isZero();
        return started.pid();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofStartsAtOnceOneWins(boolean detached) throws Exception {
        List<SwellProcess> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(detached ? shell.start("start", "-d", "--app", jar.toString())
                    : shell.start("start", "--app", jar.toString()));
        }
        await().atMost(LIMIT).until(() -> starts.stream().filter(SwellProcess::isAlive).count() == (detached ? 0 : 1));
        await().atMost(LIMIT).until(() -> shell.run("status", "--json").out().contains("SERVING"));
        long winner = Long.parseLong(Files.readAllLines(shell.state("swell.pid")).get(0));

        assertThat(shell.running()).extracting(ProcessHandle::pid).containsExactly(winner);
        List<SwellProcess> losers = starts.stream()
                .filter(start -> detached ? !start.out().contains("is served at") : start.pid() != winner).toList();
        assertThat(losers).hasSize(3);
        for (SwellProcess loser : losers) {
            assertThat(loser.awaitExit()).isEqualTo(1);
            assertThat(loser.err()).contains("SWELL-691: PID " + winner + " runs already");
        }
    }

    @Test
    void saysWhyItDidNotStartInTheBackgroundAndLeavesNothingRunning() throws Exception {
        Path broken = new TestApplication().with("Broken", """
                @ApplicationScoped
                class Broken {
                    @Inject Runnable missing;
                    @Route("/") void hello(HttpServerExchange exchange) { }
                }
                """).jar(folder.resolve("broken.jar"));

        Result start = shell.run("start", "-d", "--app", broken.toString());
        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.out()).isEmpty();
        assertThat(start.err()).startsWith("swell start failed:\n").contains("WELD-001408", "app.Broken.missing");
        assertThat(shell.running()).isEmpty();
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
    }

    @Test
    void endsWithTheCommandThatWaitsForIt() throws Exception {
        SwellProcess start = shell.start("start", "-d", "--app", slow().toString());
        await().atMost(LIMIT)
                .until(() -> Files.exists(shell.state("swell.log")) && shell.log().contains("start has begun"));
        assertThat(shell.run("status").out()).contains("starting");
        start.terminate();

        start.awaitExit();
        await().atMost(LIMIT).until(() -> shell.running().isEmpty());
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
    }

    @Test
    void canBeStoppedWhileItStarts() throws Exception {
        SwellProcess start = shell.start("start", "-d", "--app", slow().toString());
        await().atMost(LIMIT)
                .until(() -> Files.exists(shell.state("swell.log")) && shell.log().contains("start has begun"));
        signal("HUP", Long.parseLong(Files.readAllLines(shell.state("swell.pid")).get(0))); // does nothing yet
        Result reload = shell.run("reload");
        assertThat(reload.exit()).isEqualTo(1);
        assertThat(reload.err()).contains("SWELL-695");

        assertThat(shell.run("stop").exit()).isZero();
        assertThat(start.awaitExit()).isEqualTo(1);
        assertThat(start.err()).contains("SWELL-015: The process ended with 0 before it served");
        assertThat(shell.running()).isEmpty();
    }

    private Path slow() throws Exception {
        Path classes = folder.resolve("classes");
        return CommandsIT.application("Hello").with("Slow", """
                @ApplicationScoped
                class Slow {
                    void start(@Observes WorkerStart event) throws Exception {
                        System.out.println("start has begun");
                        Thread.sleep(4000);
                    }
                }
                """).directory(classes);
    }

    @Test
    void startsAfterAKill() throws Exception {
        long killed = startDetached();
        signal("KILL", killed);
        await().until(() -> shell.running().isEmpty());

        assertThat(shell.run("status").exit()).isEqualTo(3);
        assertThat(shell.stateFiles()).contains("swell.pid", "swell.sock");
        assertThat(startDetached()).isNotEqualTo(killed);
        assertThat(shell.log()).contains("SWELL-698");
    }

    @Test
    void startsAfterAKillDuringAReload() throws Exception {
        Path classes = slow();
        Result started = shell.run("start", "-d", "--app", classes.toString());
        assertThat(started.exit()).as(started.err()).isZero();
        SwellProcess reload = shell.start("reload");
        await().atMost(LIMIT).until(() -> shell.log().lines().filter("start has begun"::equals).count() == 2);
        signal("KILL", started.pid());

        assertThat(reload.awaitExit()).isEqualTo(1);
        assertThat(reload.err()).contains("SWELL-694: PID " + started.pid() + " gives no answer",
                "it has ended meanwhile");
        startDetached();
    }

    @Test
    void takesNoOtherProgramForTheServer() throws Exception {
        Process other = new ProcessBuilder("sleep", "300").start();
        try {
            Files.createDirectories(shell.state(""));
            Files.writeString(shell.state("swell.pid"),
                    other.pid() + "\n" + other.info().startInstant().orElseThrow() + "\n");

            assertThat(shell.run("status").exit()).isEqualTo(3);
            assertThat(shell.run("stop").out()).startsWith("Nothing runs");
            assertThat(other.isAlive()).isTrue();
            startDetached();
            assertThat(shell.run("stop").exit()).isZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1\n", "nonsense \u0000\n", "1\n2026-01-01T00:00:00Z\n"})
    void isNotLedAstrayByAPidFile(String text) throws Exception {
        Files.createDirectories(shell.state(""));
        Files.writeString(shell.state("swell.pid"), text);

        assertThat(shell.run("status").exit()).isEqualTo(3);
        assertThat(shell.run("stop").exit()).isZero();
        startDetached();
    }

    @Test
    void knowsAServerThatHangs() throws Exception {
        long pid = startDetached();
        signal("STOP", pid);

        Result status = shell.run("status");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.err()).contains("SWELL-694: PID " + pid + " gives no answer", "nothing for 5000 ms");
        Result start = shell.run("start", "--app", jar.toString());
        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err()).contains("SWELL-691: PID " + pid + " runs already");
        Result stop = shell.run("stop", "--timeout", "1");
        assertThat(stop.exit()).isZero();
        assertThat(stop.err()).contains("PID " + pid + " did not end", "was killed");
        assertThat(shell.running()).isEmpty();
    }

    @Test
    void startsBesideAnotherIfItIsToIgnoreIt() throws Exception {
        long first = startDetached();
        Result second = shell.run("start", "-d", "-i", "--app", jar.toString());
        assertThat(second.exit()).as(second.err()).isZero();

        assertThat(shell.log()).contains("SWELL-699");
        assertThat(shell.running()).extracting(ProcessHandle::pid).containsExactlyInAnyOrder(first, second.pid());
        assertThat(shell.run("start", "--app", jar.toString()).err()).contains("PID " + second.pid() + " runs already");
        assertThat(shell.run("stop").out()).contains("PID " + second.pid());
        assertThat(shell.running()).extracting(ProcessHandle::pid).containsExactly(first);
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
        signal("TERM", first);
        await().until(() -> shell.running().isEmpty());
    }

    @Test
    void doesWithoutAStateDirectory() throws Exception {
        SwellProcess server = shell.start("start", "--app", jar.toString(), "--state-dir", "none").awaitServing();
        assertThat(folder).isEmptyDirectory();
        signal("HUP", server.pid());
        await().until(() -> server.out().contains("SWELL-653: Worker 2 has taken over"));

        for (String command : List.of("status", "stop", "reload")) {
            Result result = shell.run(command, "--state-dir", "none");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("SWELL-011: There is no state directory, so " + command + " can't work");
        }
        Result detached = shell.run("start", "-d", "--app", jar.toString(), "--state-dir", "none");
        assertThat(detached.exit()).isEqualTo(1);
        assertThat(detached.err()).contains("SWELL-011: There is no state directory, so start -d can't work");
        assertThat(server.terminate().awaitExit()).isZero();
    }

    @Test
    void isWhereTheCommandLineThePropertyOrTheVariableSay() throws Exception {
        try (Shell other = new Shell(folder, Map.of("SWELL_STATE_DIR", "by-variable"))) {
            List<String> byProperty = List.of("-Dswell.state-dir=by-property", "-jar", SwellProcess.JAR.toString(),
                    "stop");
            List<String> byOption = new ArrayList<>(byProperty);
            byOption.addAll(List.of("--state-dir", "by-option"));

            assertThat(other.run("stop").out()).contains("'by-variable'");
            assertThat(other.java(byProperty).out()).contains("'by-property'");
            assertThat(other.java(byOption).out()).contains("'by-option'");
            other.start("start", "--app", jar.toString()).awaitServing();
            assertThat(folder.resolve("by-variable/swell.sock")).exists();
        }
    }

    @Test
    void isNotSetByAFile() throws Exception {
        Path directory = CommandsIT.application("Hello").withFile("application.properties", "swell.state-dir=x\n")
                .directory(folder.resolve("classes"));

        Result start = shell.run("start", "--app", directory.toString());
        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err()).contains("SWELL-607: swell.state-dir (in ", "application.properties)",
                "SWELL_STATE_DIR");
    }

    @Test
    void saysThatItMayNotBeWritten() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        for (String mode : List.of("-d", "-i")) {
            Result start = shell.run("start", mode, "--app", jar.toString(), "--state-dir",
                    locked.resolve("state").toString());
            assertThat(start.exit()).isEqualTo(1);
            assertThat(start.err()).contains("SWELL-690: State directory '" + locked.resolve("state")
                    + "' can't be used: permission denied");
            Result inside = shell.run("start", mode, "--app", jar.toString(), "--state-dir", locked.toString());
            assertThat(inside.exit()).isEqualTo(1);
            assertThat(inside.err()).contains(locked.toString(), "permission denied");
        }
        assertThat(shell.running()).isEmpty();
    }

    @Test
    void saysThatItIsTooDeep() throws Exception {
        Path deep = folder.resolve("x".repeat(60)).resolve("y".repeat(60));

        Result start = shell.run("start", "-d", "--app", jar.toString(), "--state-dir", deep.toString());
        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.err()).contains("SWELL-693: The path of the control socket, '" + deep + "/swell.sock'");
    }

    @Test
    void goesOnWhenTheLogCanNotBeWritten() throws Exception {
        Files.createDirectories(shell.state(""));
        Files.createSymbolicLink(shell.state("swell.log"), Path.of("/dev/full"));
        startDetached();

        assertThat(shell.run("reload").exit()).isZero();
        assertThat(shell.run("stop").exit()).isZero();
        Files.delete(shell.state("swell.log")); // or JUnit warns that it leads out of its folder
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(mount("mount", "-t", "tmpfs", "-o", "size=4k", "swell-test", disk.toString())).isTrue();
        try {
            Files.write(disk.resolve("filling"), new byte[4096]);
            for (String mode : List.of("-d", "-i")) {
                Result start = shell.run("start", mode, "--app", jar.toString(), "--state-dir", disk.toString());
                assertThat(start.exit()).isEqualTo(1);
                assertThat(start.err())
                        .contains("SWELL-690: State directory '" + disk + "' can't be used: No space left");
            }
            assertThat(shell.running()).isEmpty();
            assertThat(disk.resolve("swell.pid")).doesNotExist();
            assertThat(disk.resolve("swell.sock")).doesNotExist();
        } finally {
            assertThat(mount("umount", disk.toString())).isTrue();
        }
    }

    private static boolean mount(String... command) throws Exception {
        List<String> all = new ArrayList<>(System.getProperty("user.name").equals("root") ? List.of()
                : List.of("sudo", "-n"));
        all.addAll(List.of(command));
        try {
            return new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (java.io.IOException e) { // there is no sudo
            return false;
        }
    }
}
