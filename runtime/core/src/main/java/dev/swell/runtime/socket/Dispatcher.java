package dev.swell.runtime.socket;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketCallback;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.runtime.worker.Gate;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** Brings events to the application: to the worker that is the current one then, when there is room for one more. */
final class Dispatcher {

    static final Part<SocketTable> TABLE = new Part<>();

    private final Workers workers;
    private final Gate gate;

    /**
     * Makes one.
     *
     * @param maxConcurrent how many events are handled at once on threads that may block
     */
    Dispatcher(Workers workers, int maxConcurrent) {
        this.workers = workers;
        this.gate = new Gate(maxConcurrent, Integer.MAX_VALUE); // no connection has more than one waiting
    }

    /** Returns how many events are handled on threads that may block. */
    int active() {
        return gate.running();
    }

    /** Has the event handled, sooner or later, and says so to the connection. */
    void dispatch(WebSocketConnection connection, Event event) {
        if (event.kind() == Kind.PEER_CLOSE) {
            connection.answerClose((CloseReason) event.content());
            connection.handled(event);
            return;
        }
        SocketModel socket = socket(workers.current(), connection);
        SocketCallback callback = socket == null ? null : callback(socket, connection, event);
        if (callback == null) {
            skip(socket, connection, event);
        } else if (callback.nonBlocking()) {
            callHere(connection, event);
        } else {
            gate.admit(connection.stripe(), waited -> handOver(connection, event, callback.place(), waited));
        }
    }

    /** Closes the connections that the worker has no handler for, each when what it has under way is done. */
    void closeUnhandled(Worker worker, OpenConnections open) {
        Map<String, Integer> closed = new TreeMap<>();
        open.forEach(connection -> {
            if (socket(worker, connection) == null) {
                closed.merge(connection.terms().template(), 1, Integer::sum);
                connection.lookAgain();
            }
        });
        closed.forEach((path, count) -> SocketLogger.LOG.handlerGone(worker.id(), path, count));
    }

    /** Returns the handler, or null if there is none any more, or only one that wants what wasn't kept. */
    private static SocketModel socket(Worker worker, WebSocketConnection connection) {
        SocketModel socket = worker.part(TABLE).find(connection.terms().template());
        boolean misses = socket != null && connection.terms().handshake() == null && SocketTable.keepsHandshake(socket);
        return misses ? null : socket;
    }

    /** Returns what takes the event, or null; messages are taken by nobody when the connection is closed. */
    private static SocketCallback callback(SocketModel socket, WebSocketConnection connection, Event event) {
        return isMessage(event) && !connection.isOpen() ? null
                : SocketTable.callback(socket, event.kind()).orElse(null);
    }

    private static boolean isMessage(Event event) {
        return event.kind() == Kind.TEXT || event.kind() == Kind.BINARY;
    }

    private static void skip(SocketModel socket, WebSocketConnection connection, Event event) {
        if (connection.isOpen()) {
            if (socket == null) {
                connection.fail(CloseCodes.SERVICE_RESTART, "the application has changed");
            } else if (isMessage(event)) {
                connection.fail(CloseCodes.CANNOT_ACCEPT, "messages of this kind are not taken");
            }
        }
        connection.handled(event);
    }

    private void callHere(WebSocketConnection connection, Event event) {
        if (Thread.currentThread() == connection.thread()) {
            call(workers.lease(connection.stripe()), connection, event, () -> {}).run();
        } else {
            connection.thread()
                    .execute(() -> call(workers.lease(connection.stripe()), connection, event, () -> {}).run());
        }
    }

    private void handOver(WebSocketConnection connection, Event event, Place place, boolean waited) {
        Worker worker = workers.lease(connection.stripe());
        try {
            worker.handover().hand(connection.thread(), worker.part(TABLE).meter(connection.terms().template()),
                    call(worker, connection, event, () -> gate.leave(connection.stripe())), waited);
        } catch (RejectedExecutionException e) { // the worker was closed before its leases were returned
            giveUp(worker, connection, event, CloseCodes.GOING_AWAY);
        } catch (RuntimeException | Error e) { // no memory for a thread, say
            worker.failed(place, e);
            giveUp(worker, connection, event, CloseCodes.UNEXPECTED_CONDITION);
        }
    }

    private void giveUp(Worker worker, WebSocketConnection connection, Event event, CloseCodes code) {
        worker.release(connection.stripe());
        gate.leave(connection.stripe());
        connection.fail(code, "");
        connection.handled(event);
    }

    private Runnable call(Worker worker, WebSocketConnection connection, Event event, Runnable over) {
        Runnable ended = () -> {
            over.run();
            connection.handled(event);
        };
        SocketModel socket = socket(worker, connection);
        if (socket != null && callback(socket, connection, event) != null) {
            return new Call(worker, connection, event, socket, ended);
        }
        return () -> { // the worker is another one than we looked at
            worker.release(connection.stripe());
            over.run();
            skip(socket, connection, event);
        };
    }
}
