package dev.swell.runtime.rest;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.core.AbstractAsynchronousResponse;
import org.xnio.XnioExecutor;

/** An answer that comes later, from whatever thread; see {@link Turn}. */
final class SuspendedAnswer extends AbstractAsynchronousResponse {

    private final RestDispatcher restDispatcher;
    private final ExchangeRequest exchangeRequest;
    private final Turn turn;
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<XnioExecutor.Key> timer = new AtomicReference<>();
    private volatile boolean cancelled;

    SuspendedAnswer(RestDispatcher dispatcher, ExchangeRequest request) {
        super(dispatcher, request, request.response());
        this.restDispatcher = dispatcher;
        this.exchangeRequest = request;
        this.turn = new Turn(request.unit());
    }

    Turn turn() {
        return turn;
    }

    @Override
    public void initialRequestThreadFinished() {
        // nothing waits here for the answer
    }

    @Override
    public boolean resume(Object entity) {
        if (!done.compareAndSet(false, true)) {
            return false;
        }
        answer(() -> internalResume(entity, failure -> {}));
        return true;
    }

    @Override
    public boolean resume(Throwable failure) {
        if (!done.compareAndSet(false, true)) {
            return false;
        }
        answer(() -> internalResume(failure, again -> {}));
        return true;
    }

    private void answer(Runnable writing) {
        turn.take(() -> {
            try {
                writing.run();
            } catch (RuntimeException | Error e) {
                restDispatcher.fail(exchangeRequest, e);
            }
            end();
        });
    }

    @Override
    public void complete() {
        done.set(true);
        turn.take(this::end);
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            stop(null);
            try {
                exchangeRequest.response().end();
            } finally {
                exchangeRequest.letGo();
                exchangeRequest.exchange().endExchange();
            }
        }
    }

    @Override
    public boolean cancel() {
        return cancel(Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }

    @Override
    public boolean cancel(int retryAfter) {
        return cancel(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, retryAfter).build());
    }

    @Override
    public boolean cancel(Date retryAfter) {
        return cancel(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, retryAfter).build());
    }

    private boolean cancel(Response reason) {
        if (done.compareAndSet(false, true)) {
            cancelled = true;
            answer(() -> internalResume(reason, failure -> {}));
        }
        return cancelled;
    }

    @Override
    public boolean isSuspended() {
        return !done.get();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return done.get();
    }

    @Override
    public boolean setTimeout(long time, TimeUnit unit) {
        if (done.get()) {
            return false;
        }
        stop(time <= 0 ? null : exchangeRequest.exchange().getIoThread()
                .executeAfter(() -> turn.take(this::timeOut), time, unit));
        return true;
    }

    private void stop(XnioExecutor.Key next) {
        XnioExecutor.Key before = timer.getAndSet(next);
        if (before != null) {
            before.remove();
        }
    }

    private void timeOut() {
        if (done.get()) {
            return;
        }
        XnioExecutor.Key expired = timer.get();
        try {
            if (timeoutHandler != null) {
                timeoutHandler.handleTimeout(this);
            }
            if (timer.get() == expired) {
                resume(new ServiceUnavailableException());
            }
        } catch (RuntimeException | Error e) {
            resume(e);
        }
    }
}
