package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.endtoend.Shell.Result;

/** Tasks and events, in the real jar: from everywhere, over reloads, by the command. */
@Tag("threads")
class TasksIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Shell shell;
    private URI base;

    @AfterEach
    void close() {
        if (shell != null) {
            shell.close();
        }
    }

    private void start(String... environment) throws Exception {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        shell = new Shell(folder, variables);
        Result started = shell.run("start", "-d", "--app", "app");
        assertThat(started.exit()).as(started.err()).isZero();
        base = URI.create(started.out().replaceFirst("(?s).* is served at (\\S+) .*", "$1"));
    }

    private String get(String path) throws Exception {
        return SwellProcess.get(base, path).body();
    }

    private void awaitSaid(String... lines) {
        await().untilAsserted(() -> assertThat(shell.log().lines()).contains(lines));
    }

    private JsonNode tasks() throws Exception {
        return JSON.readTree(shell.run("tasks", "--json").out());
    }

    @Test
    void are_delivered_from_everywhere() throws Exception {
        new TestApplication().with("Note", "record Note(String from) {}")
                .with("Desk",
                        """
                                import dev.swell.async.*;
                                class Desk {
                                    record News(String of) {}
                                    @Inject Tasks tasks;
                                    @Inject Events events;
                                    @Inject jakarta.enterprise.event.Event<Note> heard;
                                    @TaskHandler void note(Note note) {
                                        System.out.println("done " + note.from());
                                        if (note.from().equals("request")) {
                                            tasks.deliver(new Note("task"));
                                            events.fire(new News("task"));
                                            heard.fireAsync(note);
                                        }
                                    }
                                    @TaskFinished void noted(Note note) {
                                        if (note.from().equals("request")) tasks.deliver(new Note("finished"));
                                        if (note.from().equals("finished")) throw new IllegalStateException("at the end");
                                    }
                                    @AsyncListener void hear(News news) { tasks.deliver(new Note("listener of " + news.of())); }
                                    void observe(@jakarta.enterprise.event.ObservesAsync Note note) { events.fire(new News("observer")); }
                                    void start(@Observes WorkerStart event) { tasks.deliver(new Note("start")); }
                                    @dev.swell.cron.CronJob(every = "1h", immediate = true) void job() { events.fire(new News("job")); }
                                    @Route("/request") void request(HttpServerExchange exchange) {
                                        tasks.deliver(new Note("request"));
                                        new Thread(() -> tasks.deliver(new Note("thread"))).start();
                                    }
                                    void stop(@Observes WorkerStop event) { tasks.deliver(new Note("stop"), Delivery.now().durable()); }
                                }
                                """)
                .with("Chat", """
                        @SocketHandler(path = "/chat") class Chat {
                            @Inject dev.swell.async.Tasks tasks;
                            @jakarta.websocket.OnMessage void message(String text) { tasks.deliver(new Note(text)); }
                        }
                        """).directory(folder.resolve("app"));
        start();
        assertThat(SwellProcess.get(base, "/request").statusCode()).isEqualTo(200);
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws" + base.toString().substring(4) + "/chat"), new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        socket.sendText("message", true).get(10, TimeUnit.SECONDS);

        awaitSaid(Stream.of("start", "request", "task", "finished", "thread", "message", "listener of task",
                "listener of observer", "listener of job").map(from -> "done " + from).toArray(String[]::new));
        socket.abort();
        assertThat(shell.log()).contains("SWELL-200: app.Desk.noted(Note) failed", "at the end");

        assertThat(shell.run("stop").exit()).isZero();
        assertThat(shell.log()).doesNotContain("done stop");
        start();
        awaitSaid("done stop");
    }

    private void deploy(String version, String shape, String gone) throws Exception {
        Path app = folder.resolve("app");
        if (Files.exists(app)) {
            Folders.delete(app);
        }
        new TestApplication().with("Shape", "record Shape(" + shape + ") {}").with("GoneDesk", gone)
                .with("Desk",
                        """
                                import dev.swell.async.*;
                                import java.nio.file.*;
                                class Desk {
                                    record Wait(String file) {}
                                    @Inject Tasks tasks;
                                    @Inject Events events;
                                    static void say(Object what) { System.out.println("%s " + what); }
                                    @Route("/deliver/{type}") void deliver(HttpServerExchange exchange) {
                                        String answer;
                                        try {
                                            answer = switch (exchange.getQueryParameters().get("type").getFirst()) {
                                                case "wait" -> tasks.deliver(new Wait("gate"));
                                                case "late" -> tasks.deliver(new Wait("."), Delivery.now().delay(java.time.Duration.ofHours(1)));
                                                case "bad" -> tasks.deliver(new Wait(""), Delivery.now().tries(2));
                                                case "event" -> { events.fire(new Wait("event")); yield ""; }
                                                case "shape" -> tasks.deliver(GoneDesk.shape());
                                                default -> tasks.deliver(GoneDesk.some());
                                            };
                                        } catch (java.util.concurrent.RejectedExecutionException e) {
                                            answer = e.getMessage();
                                        }
                                        exchange.getResponseSender().send(answer);
                                    }
                                    @Route("/state/{id}") void state(HttpServerExchange exchange) {
                                        String id = exchange.getQueryParameters().get("id").getFirst();
                                        exchange.getResponseSender().send(tasks.find(id).map(info -> info.state().toString()).orElse("none"));
                                    }
                                    @TaskHandler void pause(Wait wait) throws Exception {
                                        if (wait.file().isEmpty()) throw new StackOverflowError("bad");
                                        while (!Files.exists(Path.of(wait.file()))) Thread.sleep(5);
                                        say(wait);
                                    }
                                    @TaskHandler void shape(Shape shape) { say(shape); }
                                    @AsyncListener void hear(Wait event) { say("heard " + event.file()); }
                                    void dead(@Observes DeadLetter letter) { say("dead " + letter.payload() + " " + letter.tries()); }
                                }
                                """
                                .formatted(version))
                .directory(app);
    }

    private void deployFirst() throws Exception {
        deploy("v0", "int corners", """
                class GoneDesk {
                    record Gone(String name) {}
                    static Object shape() { return new Shape(7); }
                    static Object some() { return new Gone("dodo"); }
                    @dev.swell.async.TaskHandler void gone(Gone gone) { Desk.say(gone); }
                }
                """);
    }

    private void deployNext() throws Exception {
        deploy("v1", "String name", """
                class GoneDesk {
                    static Object shape() { return null; }
                    static Object some() { return null; }
                }
                """);
    }

    private void reload() throws Exception {
        Result reloaded = shell.run("reload");
        assertThat(reloaded.exit()).as(reloaded.err()).isZero();
    }

    @Test
    void survive_reloads_and_are_handled_by_the_command() throws Exception {
        deployFirst();
        start("SWELL_TASK_MAX_CONCURRENT", "1", "SWELL_TASK_MAX_QUEUED", "6");
        String running = get("/deliver/wait");
        await().until(() -> get("/state/" + running).equals("RUNNING"));
        String shape = get("/deliver/shape");
        String gone = get("/deliver/gone");
        get("/deliver/event");
        String late = get("/deliver/late");
        String bad = get("/deliver/bad");
        String unwanted = get("/deliver/wait");
        assertThat(get("/deliver/wait")).startsWith("SWELL-757: 6 tasks and events wait already, as many as");

        Result list = shell.run("tasks");
        assertThat(list.out()).containsPattern("(?m)^ID +STATE +TRIES +DUE +WHAT +LAST FAILURE$")
                .containsPattern("(?m)^" + running + " +running +1 of 1 .* task app\\.Desk\\$Wait ")
                .containsPattern("(?m)^" + late + " +delayed +0 of 1 ")
                .containsPattern("(?m)^\\S+ +waiting +0 of 1 .* event app\\.Desk\\$Wait ")
                .endsWith("\nTasks and events: 1 running, 5 waiting, 1 delayed, 0 dead\n");
        assertThat(shell.run("tasks", "cancel", unwanted, late).out())
                .isEqualTo("Task %s is cancelled.%nTask %s is cancelled.%n".formatted(unwanted, late));
        Result tooLate = shell.run("tasks", "cancel", running, unwanted);
        assertThat(tooLate.exit()).isEqualTo(1);
        assertThat(tooLate.err()).contains("SWELL-774: Task " + running + " is RUNNING",
                "SWELL-774: Task " + unwanted + " is CANCELLED");

        deployNext();
        reload();
        Files.createFile(folder.resolve("gate"));
        awaitSaid("v0 Wait[file=gate]", "v1 dead {\"corners\":7} 0", "v1 dead {\"name\":\"dodo\"} 0", "v1 heard event",
                "v1 dead Wait[file=] 2");
        await().until(() -> get("/state/" + bad).equals("DEAD"));
        JsonNode dead = tasks();
        assertThat(dead).extracting(task -> task.path("state").asText()).containsOnly("DEAD");
        assertThat(dead).extracting(task -> task.path("id").asText()).containsExactlyInAnyOrder(shape, gone, bad);
        assertThat(dead).extracting(task -> task.path("failure").asText()).anyMatch(
                failure -> failure.startsWith("SWELL-762: what was delivered doesn't fit the class app.Shape any more"))
                .contains("SWELL-761: there is no class app.GoneDesk$Gone any more",
                        "java.lang.StackOverflowError: bad");

        assertThat(shell.run("tasks", "drop", bad).out()).isEqualTo("Task %s is dropped.%n".formatted(bad));
        deployFirst();
        reload();
        assertThat(shell.run("tasks", "retry", "--all").out().lines())
                .containsExactlyInAnyOrder("Task " + shape + " is tried again.", "Task " + gone + " is tried again.");
        awaitSaid("v0 Shape[corners=7]", "v0 Gone[name=dodo]");
        await().until(() -> get("/state/" + gone).equals("FINISHED"));
        assertThat(shell.run("tasks").out()).isEqualTo("Tasks and events: none\n");
        assertThat(shell.run("tasks", "retry", "--all").out()).isEqualTo("There are no dead letters.\n");
        Result unknown = shell.run("tasks", "retry", "none");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("SWELL-773: Task none isn't known");
        assertThat(shell.run("tasks", "drop").exit()).isEqualTo(2);
        assertThat(shell.run("stop").exit()).isZero();
    }
}
