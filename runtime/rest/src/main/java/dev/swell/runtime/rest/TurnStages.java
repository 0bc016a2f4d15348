package dev.swell.runtime.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.spi.AsyncResponseProvider;
import org.jboss.resteasy.spi.HttpRequest;

/** Has RESTEasy go on in the request's unit of work when a {@link CompletionStage} that a resource returned is complete. */
final class TurnStages implements AsyncResponseProvider<CompletionStage<?>> {

    @Override
    public CompletionStage<?> toCompletionStage(CompletionStage<?> stage) {
        ExchangeRequest request = (ExchangeRequest) ResteasyContext.getRequiredContextData(HttpRequest.class);
        Turn turn = request.context().getAsyncResponse().turn();
        CompletableFuture<Object> moved = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> turn.take(() -> {
            if (failure == null) {
                moved.complete(value);
            } else {
                moved.completeExceptionally(failure);
            }
        }));
        return moved;
    }
}
