package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("threads")
class BadInputIT {

    private static final String HELLO = """
            @ApplicationScoped
            class Hello {
                @Route("/hello") void hello(HttpServerExchange exchange) { }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void namesAnApplicationThatIsMissing() throws Exception {
        Path missing = folder.resolve("missing.jar");

        assertFails(Map.of(), "start", "--app", missing.toString())
                .contains("SWELL-220", "'" + missing + "' doesn't exist", "--app");
    }

    @Test
    void namesAnApplicationThatMayNotBeRead() throws Exception {
        Path jar = hello("secret.jar");
        assertThat(jar.toFile().setReadable(false, false)).isTrue();

        assertFails(Map.of(), "start", "--app", jar.toString()).contains("SWELL-221", jar.toString(),
                "right to read it");
    }

    @Test
    void namesAJarThatIsNone() throws Exception {
        Path jar = Files.writeString(folder.resolve("corrupt.jar"), "this is no jar");

        assertFails(Map.of(), "start", "--app", jar.toString()).contains("SWELL-222", "'" + jar + "' is damaged");
    }

    @Test
    void namesAJarThatWasCutOff() throws Exception {
        Path jar = hello("cut.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));

        assertFails(Map.of(), "start", "--app", jar.toString()).contains("SWELL-222", "'" + jar + "' is damaged");
    }

    @Test
    void namesAJarWithAFlippedByte() throws Exception {
        Path jar = hello("flipped.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(jar, bytes);

        assertFails(Map.of(), "start", "--app", jar.toString()).contains("SWELL-222", "'" + jar + "' is damaged");
    }

    @Test
    void namesAFolderForTheCopyThatIsMissing() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        List<String> arguments = List.of("-Djava.io.tmpdir=" + nowhere, "-jar", SwellProcess.JAR.toString(), "start",
                "--app", hello("hello.jar").toString());

        try (SwellProcess process = SwellProcess.runIn(folder, arguments)) {
            assertThat(process.awaitExit()).isEqualTo(1);
            assertThat(process.err()).contains("SWELL-227", nowhere.toString(), "java.io.tmpdir")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void namesAnApplicationWithoutClasses() throws Exception {
        assertFails(Map.of(), "start", "--app", folder.toString()).contains("SWELL-223", folder.toString());
    }

    @Test
    void namesWhatIsNeitherFileNorDirectory() throws Exception {
        assertFails(Map.of(), "start", "--app", "/dev/zero").contains("SWELL-223", "'/dev/zero'");
    }

    @Test
    void saysThatThereIsNoApplication() throws Exception {
        assertFails(Map.of(), "start").contains("SWELL-225", "--app");
    }

    @Test
    void namesAPortInUse() throws Exception {
        Path jar = hello("hello.jar");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertFails(Map.of("SWELL_HTTP_PORT", port), "start", "--app", jar.toString())
                    .contains("SWELL-660: HTTP can't be served on 127.0.0.1 port " + port, "in use", "swell.http.port");
            assertFails(Map.of("SWELL_MANAGEMENT_PORT", port), "start", "--app", jar.toString())
                    .contains("SWELL-551: Health and metrics can't be served on 127.0.0.1 port " + port, "in use",
                            "swell.management.port");
        }
    }

    @Test
    void namesAHostThatIsNotHere() throws Exception {
        Path jar = hello("hello.jar");

        assertFails(Map.of("SWELL_HTTP_HOST", "no-such-host.invalid"), "start", "--app", jar.toString())
                .contains("SWELL-660: HTTP can't be served on no-such-host.invalid", "swell.http.host");
    }

    @Test
    void namesAllBadValuesAndUnknownKeysAtOnce() throws Exception {
        Path jar = new TestApplication().with("Hello", HELLO)
                .withFile("application.properties", "swell.http.max-body=many\nswell.http.prot=1\n")
                .jar(folder.resolve("a.jar"));

        assertFails(Map.of("SWELL_STOP_MAX_WAIT", "25"), "start", "--app", jar.toString())
                .contains("SWELL-600: swell.http.max-body is 'many' (in ", "application.properties, line 1)",
                        "such as '512'",
                        "SWELL-601: swell.http.prot (in ", "did you mean swell.http.port?",
                        "SWELL-600: swell.stop.max-wait is '25' (environment): it must be a time from 0s to 7d, such as '500ms'");
    }

    @Test
    void onlyWarnsOfUnknownVariables() throws Exception {
        Path jar = hello("hello.jar");
        try (SwellProcess swell = SwellProcess
                .run(Map.of("SWELL_PORT", "tcp://10.0.0.1:80"), "start", "--app", jar.toString())
                .awaitServing()) {
            assertThat(swell.out()).contains("SWELL-640", "[SWELL_PORT]");
        }
    }

    @Test
    void namesABeanThatIsInTwoApplications() throws Exception {
        Path one = hello("one.jar");
        Path other = hello("other.jar");

        assertFails(Map.of(), "start", "--app", one.toString(), "--app", other.toString())
                .contains("SWELL-226", "app.Hello", "'" + one + "'", "'" + other + "'");
    }

    @Test
    void namesAnInjectionPointWithTwoBeansToChooseFrom() throws Exception {
        TestApplication prices = new TestApplication().with("Prices", "public interface Prices { }");
        Path one = prices.with("Here", "@ApplicationScoped class Here implements Prices { @Inject Prices other; }")
                .with("There", "@ApplicationScoped class There implements Prices { }").jar(folder.resolve("one.jar"));

        assertFails(Map.of(), "start", "--app", one.toString()).contains("WELD-001409", "Prices", "app.Here",
                "app.There");
    }

    @Test
    void namesAllWrongDeclarations() throws Exception {
        Path jar = new TestApplication().with("Wrong", """
                @ApplicationScoped
                class Wrong {
                    @Route("/a") private void hidden(HttpServerExchange exchange) { }
                    @Route("b") void relative(HttpServerExchange exchange) { }
                }
                """).jar(folder.resolve("wrong.jar"));

        assertFails(Map.of(), "start", "--app", jar.toString()).contains("SWELL-100", "hidden", "SWELL-105",
                "relative");
    }

    @Test
    void namesAnObserverThatFails() throws Exception {
        Path jar = new TestApplication().with("Warm", """
                @ApplicationScoped
                class Warm {
                    void up(@Observes ServerStart event) { throw new IllegalStateException("no prices"); }
                }
                """).jar(folder.resolve("warm.jar"));

        assertFails(Map.of(), "start", "--app", jar.toString())
                .contains("SWELL-661: An observer of ServerStart failed", "no prices, at app.Warm.up(Warm.java:",
                        "correct the observer");
    }

    @Test
    void printsTheStackTraceWhenAsked() throws Exception {
        Path jar = new TestApplication().with("Warm", """
                @ApplicationScoped
                class Warm {
                    void up(@Observes WorkerStart event) { throw new IllegalStateException("no prices"); }
                }
                """).jar(folder.resolve("warm.jar"));

        try (SwellProcess swell = SwellProcess.run("start", "--verbose", "--app", jar.toString())) {
            assertThat(swell.awaitExit()).isEqualTo(1);
            assertThat(swell.err()).contains("SWELL-661", "app.Warm.up(Warm.java:");
        }
    }

    @Test
    void explainsOptionsThatDoNotExist() throws Exception {
        try (SwellProcess swell = SwellProcess.run("start", "--apps", "x.jar")) {
            assertThat(swell.awaitExit()).isEqualTo(2);
            assertThat(swell.err()).contains("Unknown options: '--apps'", "Possible solutions: --app");
        }
    }

    private Path hello(String name) throws Exception {
        return new TestApplication().with("Hello", HELLO).jar(folder.resolve(name));
    }

    private static Said assertFails(Map<String, String> environment, String... arguments) throws Exception {
        try (SwellProcess swell = SwellProcess.run(environment, arguments)) {
            assertThat(swell.awaitExit()).as(swell.out() + swell.err()).isEqualTo(1);
            assertThat(swell.out() + swell.err()).doesNotContain("\tat ").doesNotContain("SWELL-003");
            assertThat(swell.leftBehind()).isEmpty();
            return new Said(swell.err());
        }
    }

    /** What a process has said on its way out. */
    private record Said(String text) {
        void contains(String... parts) {
            assertThat(text).contains(parts);
        }
    }
}
