package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.endtoend.Shell.Result;

/** The life of a server, as its commands see it. */
class CommandsIT {

    @TempDir
    static Path applications;

    private static Path jar;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeAll
    static void compile() throws Exception {
        jar = application("Hello").jar(applications.resolve("shop.jar"));
    }

    static TestApplication application(String greeting) {
        return new TestApplication().with("Hello",
                """
                        @ApplicationScoped
                        class Hello {
                            @Inject @org.eclipse.microprofile.config.inject.ConfigProperty(name = "name", defaultValue = "World")
                            String name;
                            @Route("/hello") void hello(HttpServerExchange exchange) {
                                exchange.getResponseSender().send("%s " + name);
                            }
                            @Route("/endless") void endless(HttpServerExchange exchange) throws Exception {
                                System.out.println("endless has begun");
                                Thread.sleep(600_000);
                            }
                            @Route("/shout") void shout(HttpServerExchange exchange) throws Exception {
                                for (int i = 0; i < 120_000; i++) {
                                    System.out.println("%%0100d".formatted(i));
                                }
                                new ProcessBuilder("sh", "-c", "echo child; echo child error >&2").inheritIO().start()
                                        .waitFor();
                            }
                            void stop(@Observes ServerStop event) {
                                System.out.println("event ServerStop");
                                while ("never".equals(System.getenv("STOP"))) {
                                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                                }
                            }
                        }
                        """
                        .formatted(greeting));
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder, Map.of("SWELL_STOP_MAX_WAIT", "60s"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private Result startDetached(String... options) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of("start", "-d", "--app", jar.toString()));
        arguments.addAll(List.of(options));
        Result started = shell.run(arguments.toArray(String[]::new));
        assertThat(started.exit()).as(started.err()).isZero();
        return started;
    }

    private JsonNode status() throws Exception {
        return new ObjectMapper().readTree(shell.run("status", "--json").out());
    }

    private String get(String path) throws Exception {
        return SwellProcess.get(base(), path).body();
    }

    private URI base() throws Exception {
        return URI.create("http://127.0.0.1:" + status().at("/listeners/0/port"));
    }

    @Test
    void startsInTheBackgroundAndStops() throws Exception {
        Result started = startDetached("-x", "1.4.2");
        assertThat(started.out()).matches("shop\\.jar 1\\.4\\.2 is served at http://127\\.0\\.0\\.1:\\d+ \\(management "
                + "http://127\\.0\\.0\\.1:\\d+\\) by PID \\d+, log: \\.swell/swell\\.log\\R");
        assertThat(started.err()).isEmpty();
        assertThat(get("/hello")).isEqualTo("Hello World");
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log", "swell.pid", "swell.sock");
        assertThat(Files.readAllLines(shell.state("swell.pid")).get(0)).isEqualTo(String.valueOf(started.pid()));

        for (String mode : List.of("-d", "-x=2")) {
            Result second = shell.run("start", "--app", jar.toString(), mode);
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("SWELL-691: PID " + started.pid() + " runs already");
        }

        Result stopped = shell.run("stop");
        assertThat(stopped.exit()).isZero();
        assertThat(stopped.out()).matches("PID " + started.pid() + " has ended, after \\d+ ms\\.\\R");
        assertThat(shell.running()).isEmpty();
        assertThat(shell.log()).contains("SWELL-003", "event ServerStop", "SWELL-651");
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
    }

    @Test
    void saysThatNothingRuns() throws Exception {
        Result stop = shell.run("stop");
        assertThat(stop.exit()).isZero();
        assertThat(stop.out()).isEqualTo("Nothing runs with state directory '.swell'.\n");

        for (String[] command : List.of(new String[]{"status"}, new String[]{"status", "--json"})) {
            Result status = shell.run(command);
            assertThat(status.exit()).isEqualTo(3);
            assertThat(status.out()).isEmpty();
            assertThat(status.err()).isEqualTo("Nothing runs with state directory '.swell'.\n");
        }

        Result reload = shell.run("reload");
        assertThat(reload.exit()).isEqualTo(1);
        assertThat(reload.err()).isEqualTo(
                """
                        swell reload failed:
                          SWELL-010: Nothing runs with state directory '.swell': start the server, or name its state directory by --state-dir
                        """);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void showsHowItIs() throws Exception {
        long pid = startDetached("-x", "1.4.2").pid();
        get("/hello");

        Result text = shell.run("status");
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .containsPattern("(?m)^Process +PID " + pid + ", serving since \\d{4}-.*\\(0:\\d\\d:\\d\\d\\)$")
                .containsPattern("(?m)^Application +shop\\.jar 1\\.4\\.2$")
                .containsPattern("(?m)^HTTP +http://127\\.0\\.0\\.1:\\d+$")
                .containsPattern("(?m)^Management +http://127\\.0\\.0\\.1:\\d+$")
                .containsPattern("(?m)^Worker 1 +serving, 0 active$")
                .containsPattern("(?m)^Requests +1, 0 active$")
                .containsPattern("(?m)^Connections +0$")
                .containsPattern("(?m)^Reloads +0, 0 failed$")
                .containsPattern("(?m)^Tasks +none$").containsPattern("(?m)^Jobs +none$")
                .containsPattern("(?m)^Processes +none$");

        JsonNode json = status();
        assertThat(json.path("state").asText()).isEqualTo("SERVING");
        assertThat(json.path("pid").asLong()).isEqualTo(pid);
        assertThat(json.path("application").asText()).isEqualTo("shop.jar");
        assertThat(json.path("version").asText()).isEqualTo("1.4.2");
        assertThat(json.path("java").asText()).startsWith(System.getProperty("java.specification.version"));
        assertThat(json.path("uptimeSeconds").isInt()).isTrue();
        assertThat(json.path("threads").asText()).isNotEmpty();
        assertThat(json.path("workers")).hasToString("[{\"id\":1,\"state\":\"SERVING\",\"active\":0,\"holder\":null}]");
        assertThat(json.path("listeners")).extracting(listener -> listener.path("name").asText())
                .containsExactly("http", "management");
        assertThat(List.of("requests", "activeRequests", "connections", "reloads", "failedReloads"))
                .allMatch(name -> json.path(name).isInt());
        assertThat(List.of("tasks", "jobs", "processes"))
                .allMatch(name -> json.path(name).isArray() && json.path(name).isEmpty());

        Result info = shell.run("info");
        assertThat(info.out()).containsPattern("Swell +1\\.").contains("shop.jar 1.4.2, PID " + pid)
                .contains(base() + " (HTTP and WebSocket)");
    }

    @Test
    void reloads() throws Exception {
        Path replaced = folder.resolve("replaced.jar");
        Files.copy(jar, replaced);
        Result started = shell.run("start", "-d", "--app", replaced.toString());
        assertThat(started.exit()).as(started.err()).isZero();
        application("Good day,").jar(Files.createDirectory(folder.resolve("next")).resolve("next.jar"));
        Files.move(folder.resolve("next/next.jar"), replaced, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        Result second = shell.run("reload", "--prove");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out()).matches("Worker 2 has taken over, after \\d+ ms\\.\\RWorker 1 is gone\\.\\R");
        assertThat(get("/hello")).isEqualTo("Good day, World");

        Files.writeString(replaced, "no jar");
        Result broken = shell.run("reload");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).startsWith("swell reload failed:\n").contains("SWELL-222", "replaced.jar")
                .doesNotContain("--verbose");
        assertThat(get("/hello")).isEqualTo("Good day, World");
        JsonNode status = status();
        assertThat(status.path("reloads").asInt()).isEqualTo(1);
        assertThat(status.path("failedReloads").asInt()).isEqualTo(1);
        assertThat(status.path("lastReloadFailure").asText()).contains("SWELL-222");
    }

    @Test
    void namesWhatHoldsTheOldCode() throws Exception {
        Path leaking = application("Hello").with("Clock", """
                @ApplicationScoped
                class Clock {
                    void start(@Observes WorkerStart event) {
                        new java.util.Timer("shop-clock").schedule(new java.util.TimerTask() {
                            @Override public void run() { }
                        }, 600_000);
                    }
                }
                """).jar(folder.resolve("leaking.jar"));
        Result started = shell.run("start", "-d", "--app", leaking.toString());
        assertThat(started.exit()).as(started.err()).isZero();

        Result reload = shell.run("reload", "--prove");
        assertThat(reload.exit()).isEqualTo(1);
        assertThat(reload.out()).startsWith("Worker 2 has taken over");
        assertThat(reload.err()).contains("SWELL-013: Worker 1 is not gone: ", "shop-clock");
        JsonNode old = status().at("/workers/1");
        assertThat(old.path("id").asInt()).isEqualTo(1);
        assertThat(old.path("state").asText()).isEqualTo("LEAKED");
        assertThat(old.path("holder").asText()).contains("shop-clock");
        assertThat(shell.run("status").out()).containsPattern("(?m)^Worker 1 +leaked, 0 active, held by .*shop-clock");
    }

    @Test
    void reloadsBySighup() throws Exception {
        long pid = startDetached().pid();
        new ProcessBuilder("kill", "-HUP", String.valueOf(pid)).start().waitFor();

        await().until(() -> status().path("reloads").asInt() == 1);
        assertThat(status().at("/workers/0/id").asInt()).isEqualTo(2);
        assertThat(status().path("pid").asLong()).isEqualTo(pid);
    }

    @Test
    void restartsWithTheOptionsGiven() throws Exception {
        Result first = shell.run("restart", "-d", "--app", jar.toString(), "-x", "1");
        assertThat(first.exit()).as(first.err()).isZero();
        Result second = shell.run("restart", "-d", "--app", jar.toString(), "-x", "2");
        assertThat(second.exit()).as(second.err()).isZero();

        assertThat(first.out()).startsWith("Nothing runs with state directory");
        assertThat(second.out()).startsWith("PID " + first.pid() + " has ended");
        assertThat(status().path("version").asText()).isEqualTo("2");
        assertThat(shell.running()).hasSize(1);
    }

    @Test
    void doesNotStopForARestartThatCannotWork() throws Exception {
        long pid = startDetached().pid();

        Result restart = shell.run("restart", "-d", "--app", "missing.jar");
        assertThat(restart.exit()).isEqualTo(1);
        assertThat(restart.err()).contains("SWELL-220", "missing.jar");
        assertThat(status().path("pid").asLong()).isEqualTo(pid);
    }

    @Test
    void killsWhatDoesNotEndInTime() throws Exception {
        long pid = startDetached().pid();
        URI base = base();
        CompletableFuture<Object> endless = CompletableFuture.supplyAsync(() -> tryGet(base, "/endless"));
        await().until(() -> shell.log().contains("endless has begun"));

        Result stop = shell.run("stop", "--timeout", "1");
        assertThat(stop.exit()).isZero();
        assertThat(stop.err()).matches("PID " + pid + " did not end within \\d+ ms, so it was killed\\.\\R");
        assertThat(shell.running()).isEmpty();
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
        await().until(endless::isDone);
        startDetached();
    }

    @Test
    void saysThatTheServersOwnLimitHasEndedIt() throws Exception {
        shell = new Shell(folder, Map.of("SWELL_STOP_MAX_WAIT", "0s", "STOP", "never"));
        long pid = startDetached().pid();

        Result stop = shell.run("stop");
        assertThat(stop.exit()).isZero();
        assertThat(stop.err()).matches("PID " + pid + " did not end within \\d+ ms, so it was killed\\.\\R");
        assertThat(shell.log()).contains("SWELL-002");
        assertThat(shell.stateFiles()).containsExactly("swell.lock", "swell.log");
    }

    private static Object tryGet(URI base, String path) {
        try {
            return SwellProcess.get(base, path);
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void stopsAForegroundServer() throws Exception {
        SwellProcess server = shell.start("start", "--app", jar.toString()).awaitServing();

        assertThat(shell.run("stop").exit()).isZero();
        assertThat(server.awaitExit()).isZero();
        assertThat(server.events()).containsExactly("ServerStop");
        assertThat(shell.stateFiles()).containsExactly("swell.lock");
    }

    @Test
    void keepsItsLogSmall() throws Exception {
        startDetached();
        get("/shout");

        assertThat(shell.stateFiles()).contains("swell.log", "swell.log.1");
        assertThat(Files.size(shell.state("swell.log"))).isLessThan(10 << 20);
        assertThat(Files.size(shell.state("swell.log.1"))).isLessThanOrEqualTo(10 << 20);
        assertThat(shell.log()).contains("\nchild\n", "\nchild error\n");
        assertThat(Files.readString(shell.state("swell.log.1")) + shell.log()).contains("SWELL-003", "000000\n",
                "119999\n");
    }

    @Test
    void hasASessionOfItsOwn() throws Exception {
        long pid = startDetached().pid();
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));

        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]).isEqualTo(String.valueOf(pid));
    }

    @Test
    void passesTheJavaOptionsOn() throws Exception {
        Result byJar = shell.java(List.of("-Dname=a b", "-jar", SwellProcess.JAR.toString(), "start", "-d", "--app",
                jar.toString()));
        assertThat(byJar.exit()).as(byJar.err()).isZero();
        assertThat(get("/hello")).isEqualTo("Hello a b");
        shell.run("stop");

        Path onClassPath = application("Hello").withFile("META-INF/beans.xml", "").jar(folder.resolve("app.jar"));
        Result byClassPath = shell.java(List.of("-Dname=c", "-cp", onClassPath + File.pathSeparator + SwellProcess.JAR,
                "dev.swell.Main", "start", "-d"));
        assertThat(byClassPath.exit()).as(byClassPath.err()).isZero();
        assertThat(get("/hello")).isEqualTo("Hello c");
    }

    @Test
    void completesCommandsInTheShell() throws Exception {
        Path script = folder.resolve("completion");
        Files.writeString(script, shell.run("generate-completion").out()
                + "\nCOMP_WORDS=(swell sta); COMP_CWORD=1; COMP_LINE='swell sta'; _complete_swell; echo \"${COMPREPLY[@]}\"");
        Process bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();

        assertThat(new String(bash.getInputStream().readAllBytes()).strip().split("\\s+")).containsExactly("start",
                "status");
    }
}
