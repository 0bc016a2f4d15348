package dev.swell.runtime.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jboss.resteasy.core.AbstractExecutionContext;
import org.jboss.resteasy.spi.ResteasyAsynchronousResponse;
import org.jboss.resteasy.spi.RunnableWithException;

/** Tells RESTEasy whether the answer comes later. All of an answer's input and output may block, so none of it is put off. */
final class SuspendableContext extends AbstractExecutionContext {

    private final ExchangeRequest exchangeRequest;
    private volatile SuspendedAnswer answer;

    SuspendableContext(RestDispatcher dispatcher, ExchangeRequest request, ExchangeResponse response) {
        super(dispatcher, request, response);
        this.exchangeRequest = request;
    }

    @Override
    public boolean isSuspended() {
        return answer != null;
    }

    @Override
    public SuspendedAnswer getAsyncResponse() {
        return answer;
    }

    @Override
    public ResteasyAsynchronousResponse suspend() {
        return suspend(-1);
    }

    @Override
    public ResteasyAsynchronousResponse suspend(long millis) {
        return suspend(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public ResteasyAsynchronousResponse suspend(long time, TimeUnit unit) {
        if (answer != null) {
            throw new IllegalStateException("the request is suspended already");
        }
        answer = new SuspendedAnswer((RestDispatcher) dispatcher, exchangeRequest);
        answer.setTimeout(time, unit);
        return answer;
    }

    @Override
    public void complete() {
        if (answer != null) {
            answer.complete();
        }
    }

    @Override
    public CompletionStage<Void> executeBlockingIo(RunnableWithException work, boolean hasInterceptors) {
        try {
            work.run();
            return CompletableFuture.completedFuture(null);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> executeAsyncIo(CompletionStage<Void> work) {
        return work;
    }
}
