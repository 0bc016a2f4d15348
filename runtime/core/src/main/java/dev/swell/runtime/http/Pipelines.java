package dev.swell.runtime.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.swell.extension.model.RouteModel;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.observe.HttpMetrics;
import dev.swell.runtime.worker.Worker;
import dev.swell.socket.Protocol;

/** The pipelines of one worker: that of the main port, and one for each other port that HTTP is served on. */
final class Pipelines {

    private final Pipeline main;
    private final Map<String, Pipeline> others = new TreeMap<>();
    private final Pipeline none;

    /**
     * Makes them.
     *
     * @param addOns what answers behind the routes, on the main port only
     */
    Pipelines(Worker worker, HttpMetrics metrics, List<Fallback> addOns, Optional<UpgradeHandler> upgrades) {
        main = new Pipeline(worker, metrics, worker.model().middleware(), routes(worker, ""), addOns,
                upgrades.map(handler -> handler.prepare(worker)));
        Set<String> ports = worker.model().sockets().stream()
                .filter(socket -> socket.port().isPresent()
                        && (socket.protocol() == Protocol.HTTP || socket.protocol() == Protocol.WEBSOCKET))
                .map(SocketModel::portId).collect(Collectors.toSet());
        for (String port : ports) {
            others.put(port, new Pipeline(worker, metrics, worker.model().middleware(), routes(worker, port), List.of(),
                    upgrades.flatMap(handler -> handler.prepare(worker, port))));
        }
        none = new Pipeline(worker, metrics, List.of(), List.of(), List.of(), Optional.empty());
    }

    private static List<RouteModel> routes(Worker worker, String port) {
        return worker.model().routes().stream()
                .filter(route -> port.isEmpty() ? route.ports().isEmpty() : route.ports().contains(port)).toList();
    }

    /** Returns that of a port; one that answers nothing if the worker doesn't serve it. */
    Pipeline of(String port) {
        return port.isEmpty() ? main : others.getOrDefault(port, none);
    }
}
