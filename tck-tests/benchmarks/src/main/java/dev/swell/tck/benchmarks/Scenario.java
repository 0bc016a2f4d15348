package dev.swell.tck.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something to measure.
 *
 * @param paths measured one after the other, on one start of a server
 * @param connections each with one request in flight
 * @param rate requests per second of all connections together, or 0 for as many as are answered
 * @param background a path that one client more asks for meanwhile, or empty; then servers and clients have all cores
 * @param own the server that is to reach the targets
 * @param targets each with the server to compare with; the first is what all figures are compared with
 * @param others servers measured for comparison
 */
record Scenario(String name, String title, List<String> paths, int connections, int rate, String background, String own,
        List<Target> targets, List<String> others) {

    private static final List<String> ROUTES = List.of("/plaintext", "/json", "/hello/ann?greet=Hi");
    private static final List<String> REST = List.of("/rest/json", "/rest/hello/ann?greet=Hi");
    private static final int USUAL = 64;

    /** As near as one measurement comes to another of the same server on a machine that does other things too. */
    private static final double LEVEL = 0.97;

    /** Where Swell runs blocking code on virtual threads that I/O threads carry. */
    static final List<Scenario> ALL = List.of(
            new Scenario("routes", "`@Route`, text and JSON", ROUTES, USUAL, 0, "", "swell",
                    List.of(Target.cost("undertow", 0.9)),
                    List.of("carrier", "undertow-worker", "undertow-virtual", "quarkus", "quarkus-blocking", "helidon",
                            "vertx", "spring")),
            new Scenario("rest", "REST, text with parameters and JSON", REST, USUAL, 0, "", "swell",
                    List.of(Target.cost("undertow", 0.85), Target.cost("quarkus", LEVEL)),
                    List.of("quarkus-blocking")),
            new Scenario("cors", "REST with a global filter", REST, USUAL, 0, "", "swell-cors",
                    List.of(Target.cost("undertow", 0.7)), List.of()),
            new Scenario("websocket", "WebSocket echo", List.of("/ws"), USUAL, 0, "", "swell",
                    List.of(Target.cost("undertow", 0.9)), List.of("vertx")),
            new Scenario("sleep", "sleeps 20 ms", List.of("/sleep"), 500, 0, "", "swell",
                    List.of(Target.waiting("carrier", 0.95, 1.05)),
                    List.of("undertow-virtual", "undertow-worker", "quarkus-blocking", "helidon", "spring")),
            new Scenario("upload", "100 KB up, 5 ms wait, 300 KB down", List.of("/upload"), 200, 0, "", "swell",
                    List.of(Target.cost("undertow-virtual", 1.2)),
                    List.of("carrier", "undertow-worker", "quarkus-blocking", "helidon", "spring")),
            mixed("mixed", "beside requests that compute for 200 ms", 0),
            mixed("paced", "the same, 2,000 requests/s at fixed times", 2_000));

    /** Where it runs it on a pool of platform threads. */
    static final List<Scenario> POOL = List
            .of(new Scenario("pool", "`@Route`, text and JSON, on pooled threads", ROUTES,
                    USUAL, 0, "", "swell-pool", List.of(Target.cost("undertow-worker", 0.95)), List.of()));

    private static Scenario mixed(String name, String title, int rate) {
        return new Scenario(name, title, List.of(ROUTES.get(2)), 32, rate, "/compute", "swell",
                List.of(Target.latency("undertow-virtual", 40)),
                List.of("carrier", "undertow-worker", "quarkus-blocking", "helidon", "spring"));
    }

    /** Returns one of one's own: the first server is what the others are compared with. */
    static Scenario of(List<String> servers, List<String> paths) {
        List<String> rest = servers.subList(1, servers.size());
        return new Scenario("chosen", "chosen", paths, USUAL, 0, "", rest.isEmpty() ? servers.get(0) : rest.get(0),
                List.of(new Target(servers.get(0), 0, 0, 0, 0)), rest);
    }

    /** Returns all of that Java. */
    static List<Scenario> on(Jdk jdk) {
        return jdk.version() < 24 ? POOL : ALL;
    }

    String base() {
        return targets.get(0).server();
    }

    /** Returns the names of all servers, the base and Swell first, since these are compared. */
    List<String> servers() {
        return Stream.of(Stream.of(base(), own), targets.stream().map(Target::server), others.stream())
                .flatMap(names -> names).distinct().toList();
    }

    boolean onAllCores() {
        return !background.isEmpty();
    }

    Scenario withConnections(int number) {
        return new Scenario(name, title, paths, number, rate, background, own, targets, others);
    }
}
