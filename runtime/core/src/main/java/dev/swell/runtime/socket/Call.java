package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.concurrent.RejectedExecutionException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

import org.xnio.XnioIoThread;

import dev.swell.extension.model.SocketCall;
import dev.swell.extension.model.SocketCallback;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.http.Sessions;
import dev.swell.runtime.socket.Inbox.Event;
import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;
import dev.swell.socket.Handshake;

/** One event in the hands of the application: a callback in a unit of work. */
final class Call implements Runnable {

    private final Worker worker;
    private final SocketConnection connection;
    private final Event event;
    private final SocketModel socket;
    private final SocketCallback callback;
    private final Runnable ended;
    private Object content;
    private Unit unit;
    private Throwable thrown;

    /**
     * Makes one.
     *
     * @param worker with a lease, which goes back at the end
     * @param socket the handler in that worker, which takes such events
     * @param ended is told when nothing of the unit is left
     */
    Call(Worker worker, SocketConnection connection, Event event, SocketModel socket, Runnable ended) {
        this.worker = worker;
        this.connection = connection;
        this.event = event;
        this.content = event.content();
        this.socket = socket;
        this.callback = SocketTable.callback(socket, event.kind()).orElseThrow();
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            unit = worker.open(connection.stripe(), Sessions.later(worker, connection.terms().session()),
                    this::principal, this::ended);
        } catch (RuntimeException | Error e) {
            worker.failed(callback.place(), e);
            connection.fail(CloseCodes.UNEXPECTED_CONDITION, "");
            ended.run();
            return;
        }
        unit.run(this::call);
        if (thrown == null) {
            unit.complete();
        } else {
            fail();
        }
    }

    private Principal principal() {
        return connection.terms().principal();
    }

    private void ended() {
        if (unit != null) { // else it could not even be opened
            ended.run();
        }
    }

    private void call() {
        try {
            if (!readMessage()) {
                return;
            }
            reply(callback.call(parameters(null)));
        } catch (Throwable e) { // whatever application code throws, the thread and the connection go on
            thrown = e;
        }
    }

    /** Makes of the message what the callback takes; if it is no such thing, somebody is told. */
    private boolean readMessage() {
        try {
            if (event.kind() == Kind.DATA && SocketTable.takesText(socket)) {
                byte[] bytes = (byte[]) event.content();
                content = Utf8.decode(bytes, 0, bytes.length);
            }
            if (callback.record().isPresent()) {
                content = records().read((String) content, callback.record().get());
            }
            return true;
        } catch (ProtocolFailure e) {
            connection.fail(e.code(), e.getMessage());
        } catch (IllegalArgumentException e) {
            if (socket.onError().isPresent()) {
                throw e;
            }
            SocketLogger.LOG.debugf(e, "Connection %d to %s", connection.id(), connection.path());
            connection.fail(CloseCodes.NOT_CONSISTENT, "the message is not the JSON that is expected");
        }
        return false;
    }

    private Records records() {
        return worker.part(Dispatcher.TABLE).records();
    }

    private SocketCall parameters(Throwable failure) {
        return new SocketCall(connection, event.kind() == Kind.OPEN ? (Handshake) content
                : connection.terms().handshake(), content, content instanceof CloseReason reason ? reason : null,
                failure);
    }

    private void reply(Object result) {
        if (result instanceof String text) {
            connection.send(text);
        } else if (result instanceof byte[] data) {
            connection.send(data);
        } else if (result instanceof ByteBuffer buffer) {
            byte[] data = new byte[buffer.remaining()];
            buffer.get(data);
            connection.send(data);
        } else if (result instanceof Record message) {
            connection.send(records().write(message));
        }
    }

    private void fail() {
        SocketCallback onError = socket.onError().orElse(null);
        if (onError == null) {
            log();
        } else if (onError.nonBlocking() || !(Thread.currentThread() instanceof XnioIoThread)) {
            tell(onError);
        } else {
            handOver(onError);
        }
    }

    private void log() {
        worker.failed(callback.place(), thrown);
        failed();
    }

    private void handOver(SocketCallback onError) {
        try {
            worker.handover().hand(connection.thread(), () -> tell(onError));
        } catch (RejectedExecutionException e) { // the worker was closed before its leases were returned
            log();
        }
    }

    private void tell(SocketCallback onError) {
        unit.run(() -> {
            try {
                onError.call(parameters(thrown));
            } catch (Throwable e) {
                worker.failed(onError.place(), e);
            }
        });
        failed();
    }

    private void failed() {
        if (event.kind() == Kind.OPEN) {
            connection.fail(CloseCodes.UNEXPECTED_CONDITION, "");
        }
        unit.complete();
    }
}
