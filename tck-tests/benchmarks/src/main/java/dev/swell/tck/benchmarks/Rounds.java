package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures servers side by side: one at a time on core 0 and the client on core 1, in turns over several rounds, every other
 * round the other way round. While warming up the server may use both cores, so that it is compiled in time.
 */
final class Rounds {

    private static final String SERVER_CORE = "0";
    private static final String CLIENT_CORE = "1";
    private static final String BOTH = "0,1";
    private static final String CLIENT_JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Options options;
    private final Jdk jdk;
    private final Measurements measurements = new Measurements();

    Rounds(Options options, Jdk jdk) {
        this.options = options;
        this.jdk = jdk;
    }

    Measurements run(List<Scenario> scenarios) throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : scenarios) {
                List<String> servers = new ArrayList<>(scenario.servers());
                servers.retainAll(options.servers().isEmpty() ? servers : options.servers());
                if (round % 2 == 0) {
                    Collections.reverse(servers);
                }
                for (String server : servers) {
                    measureOrTell(round, scenario, Server.named(server));
                }
            }
        }
        return measurements;
    }

    private void measureOrTell(int round, Scenario scenario, Server server) throws InterruptedException, IOException {
        String missing = server.missing(jdk);
        if (missing != null) {
            measurements.fail(server.name(), missing);
            return;
        }
        Path output = Files.createTempFile("benchmark-", ".log");
        try {
            measure(round, scenario, server, output);
        } catch (IOException e) {
            System.err.println(server.name() + ": " + e.getMessage() + "\n" + Files.readString(output));
            measurements.fail(server.name(), scenario.name() + ", round " + round + ": " + e.getMessage());
        } finally {
            Files.delete(output);
        }
    }

    private void measure(int round, Scenario scenario, Server server, Path output)
            throws IOException, InterruptedException {
        int port = freePort();
        String ready = server.prefix() + "/plaintext";
        String cores = scenario.onAllCores() ? BOTH : SERVER_CORE;
        try (ServerProcess process = new ServerProcess(cores, server.command(jdk, port), port, ready, output)) {
            for (String path : scenario.paths()) {
                process.pin(BOTH);
                load(scenario, server, port, path, options.warmupSeconds());
                process.pin(cores);
                double before = process.cpuSeconds();
                Load.Result result = load(scenario, server, port, path, options.seconds());
                double used = process.cpuSeconds() - before;
                Sample sample = new Sample(result.rate(), used / result.answers() * 1e6, result.p99() / 1e3,
                        used * result.rate() / result.answers(), process.startMillis(), process.memoryMegabytes());
                measurements.add(scenario, server.name(), path, round, sample);
                System.err.printf("round %d %-9s %-16s %-24s %8.0f/s %6.2f us p99 %6.1f ms%n", round, scenario.name(),
                        server.name(), path, sample.rate(), sample.micros(), sample.p99Millis());
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Load.Result load(Scenario scenario, Server server, int port, String path, int seconds)
            throws IOException, InterruptedException {
        String load = scenario.connections() + " " + seconds + " " + scenario.rate();
        if (!scenario.onAllCores()) {
            return result(client(CLIENT_CORE, port, server.prefix() + path, load));
        }
        Process background = client(BOTH, port, server.prefix() + scenario.background(), "1 " + (seconds + 1) + " 0");
        try {
            Load.Result result = result(client(BOTH, port, server.prefix() + path, load));
            result(background);
            return result;
        } finally {
            background.destroyForcibly();
        }
    }

    private static Process client(String cores, int port, String path, String load) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cores, CLIENT_JAVA, "-Xmx256m", "-cp",
                Server.TARGET.resolve("benchmarks.jar").toString(), Load.class.getName(), String.valueOf(port), path));
        command.addAll(List.of(load.split(" ")));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Load.Result result(Process client) throws IOException, InterruptedException {
        String output = new String(client.getInputStream().readAllBytes()).strip();
        if (client.waitFor() != 0) {
            throw new IOException("the client has failed: " + output);
        }
        return Load.Result.parse(output);
    }
}
