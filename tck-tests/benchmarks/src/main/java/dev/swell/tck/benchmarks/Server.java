package dev.swell.tck.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that can be measured.
 *
 * @param javaVersion the oldest it runs on
 * @param prefix of its paths
 * @param file what must have been built
 * @param arguments of the JVM and the server; {@code PORT} stands for the port
 */
record Server(String name, int javaVersion, String prefix, Path file, List<String> arguments) {

    static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"));

    private static final Path JAR = TARGET.resolve("benchmarks.jar");
    private static final Path CORS = TARGET.resolve("benchmarks-cors.jar");
    private static final Path SWELL = TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize();
    private static final Path PEERS = TARGET.resolve("../peers").normalize();
    private static final String MAIN = "dev.swell.tck.benchmarks.peers.Main";
    private static final Map<String, Server> ALL = new TreeMap<>();

    static {
        undertow("undertow", 17, "io");
        undertow("undertow-worker", 17, "worker");
        undertow("undertow-virtual", 21, "virtual");
        undertow("carrier", 24, "carrier");
        swell("swell", 17, "auto");
        swell("swell-pool", 17, "pool");
        swell("swell-virtual", 21, "virtual");
        swell("swell-loop", 24, "loop");
        swell("swell-cors", 17, "auto", "--app", CORS.toString());
        quarkus("quarkus", "");
        quarkus("quarkus-blocking", "/blocking");
        peer("helidon", 21);
        peer("vertx", 17);
        peer("spring", 17);
    }

    private static void undertow(String name, int javaVersion, String threads) {
        add(name, javaVersion, "", JAR, "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp",
                JAR + ":" + TARGET.resolve("bare") + "/*", BareUndertow.class.getName(), "PORT", threads);
    }

    private static void swell(String name, int javaVersion, String threads, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-Dswell.http.port=PORT", "-Dswell.management.port=off",
                "-Dswell.state-dir=none", "-Dswell.threads=" + threads, "-jar", SWELL.toString(), "start", "--app",
                JAR.toString()));
        arguments.addAll(List.of(more));
        add(name, javaVersion, "", SWELL, arguments.toArray(String[]::new));
    }

    private static void quarkus(String name, String prefix) {
        Path jar = PEERS.resolve("quarkus/target/quarkus-app/quarkus-run.jar");
        add(name, 17, prefix, jar, "-Dquarkus.http.port=PORT", "-jar", jar.toString());
    }

    private static void peer(String name, int javaVersion) {
        Path folder = PEERS.resolve(name).resolve("target");
        Path jar = folder.resolve(name + ".jar");
        add(name, javaVersion, "", jar, "-cp", jar + ":" + folder.resolve("lib") + "/*", MAIN, "PORT");
    }

    private static void add(String name, int javaVersion, String prefix, Path file, String... arguments) {
        ALL.put(name, new Server(name, javaVersion, prefix, file, List.of(arguments)));
    }

    /**
     * Returns the server of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Server named(String name) {
        Server server = ALL.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no server '" + name + "'; there are " + ALL.keySet());
        }
        return server;
    }

    /** Returns why it can't be measured, or null if it can. */
    String missing(Jdk jdk) {
        if (jdk.version() < javaVersion) {
            return "needs Java " + javaVersion;
        }
        return Files.exists(file) ? null
                : "isn't built, " + file + " doesn't exist; peers are built by mvn -DskipTests package -Ppeers";
    }

    /** Returns what starts it. */
    List<String> command(Jdk jdk, int port) {
        List<String> command = new ArrayList<>(List.of(jdk.program("java"), "-Xmx512m"));
        arguments.forEach(argument -> command.add(argument.replace("PORT", String.valueOf(port))));
        return command;
    }
}
