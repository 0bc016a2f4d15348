package dev.swell.tck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Runs the benchmark itself, too short to tell anything but that it works. */
class BenchmarksIT {

    @Test
    void measuresEveryPathOfSwell() throws Exception {
        assumeTrue(Boolean.parseBoolean(System.getenv("TESTS_MUST_NOT_SKIP")) || isInstalled("taskset"),
                "needs taskset (Debian package util-linux)");
        String report = run("table", "--rounds", "1", "--seconds", "1", "--warmup", "1", "--connections", "4",
                "--scenarios", "routes,rest,cors,websocket,sleep,upload,mixed,paced,pool", "--servers",
                "undertow-worker,swell,swell-cors,swell-pool");
        assertThat(report.lines()).as(report)
                .filteredOn(line -> line.matches("\\| \\w+ \\| `[^`]+` \\| swell.*"))
                .extracting(line -> line.replaceAll(" \\| [\\d,]+ \\|.*", ""))
                .containsExactly("| routes | `/plaintext` | swell", "| routes | `/json` | swell",
                        "| routes | `/hello/ann?greet=Hi` | swell", "| rest | `/rest/json` | swell",
                        "| rest | `/rest/hello/ann?greet=Hi` | swell", "| cors | `/rest/json` | swell-cors",
                        "| cors | `/rest/hello/ann?greet=Hi` | swell-cors", "| websocket | `/ws` | swell",
                        "| sleep | `/sleep` | swell", "| upload | `/upload` | swell",
                        "| mixed | `/hello/ann?greet=Hi` | swell", "| paced | `/hello/ann?greet=Hi` | swell",
                        "| pool | `/plaintext` | swell-pool",
                        "| pool | `/json` | swell-pool", "| pool | `/hello/ann?greet=Hi` | swell-pool");
        assertThat(report).doesNotContain("NaN", "Infinity", "Missing:");
    }

    @Test
    void measuresDevelopmentMode() throws Exception {
        assertThat(run("dev", "--saves", "3").lines())
                .anyMatch(line -> line.startsWith("change of code "))
                .anyMatch(line -> line.startsWith("change of declaration "));
    }

    @Test
    void measuresJobs() throws Exception {
        assertThat(run("cron", "--seconds", "2", "--warmup", "1", "--jobs", "50").lines())
                .anyMatch(line -> line.startsWith("idle, 10 ms job "))
                .anyMatch(line -> line.startsWith("loaded, 50 ms bare "))
                .anyMatch(line -> line.startsWith("50 jobs every second: "));
    }

    @Test
    void measuresTheHandOffOfTasks() throws Exception {
        assertThat(run("handoff", "--rounds", "1", "--warmup", "1", "--tasks", "1000").lines())
                .anyMatch(line -> line.matches("swell +\\d+ .* 1.00")).anyMatch(line -> line.startsWith("pool "));
    }

    @Test
    void measuresDurableTasks() throws Exception {
        String output = run("tasks", "--rounds", "1", "--seconds", "1", "--warmup", "0", "--threads", "1,4");

        assertThat(output.substring(output.indexOf("medians")).lines().skip(1)).hasSize(6)
                .allMatch(line -> line.matches("(fsync|journal|db-scheduler) .*"))
                .noneMatch(line -> line.contains("NaN"));
    }

    @Test
    void measuresTables() throws Exception {
        assertThat(run("tables", "--rounds", "1", "--warmup", "0", "--millis", "50", "--rows", "100").lines())
                .filteredOn(line -> line.matches("(read|increment|update|mixed) +\\d+ +\\d+ +\\d+\\.\\d\\d"))
                .hasSize(4);
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String target = System.getProperty("benchmarks.target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dbenchmarks.target=" + target,
                "-jar", target + "/benchmarks.jar"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
