package dev.swell.runtime.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What each worker has its own copy of. */
final class WorkerApplication {

    static final List<Class<?>> BEANS = List.of(Mapper.class, Visit.class, Resource.class);

    private WorkerApplication() {}

    /** A thing to buy. */
    public record Item(@NotNull String name, List<Item> parts) {}

    /** What the mapper knows. */
    public static class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Provider
    @ApplicationScoped
    public static class Mapper implements ExceptionMapper<Refusal> {
        @Override
        public Response toResponse(Refusal refusal) {
            return Response.status(409).build();
        }
    }

    @RequestScoped
    public static class Visit {
        String name() {
            return "visit";
        }
    }

    @Path("/items")
    @ApplicationScoped
    public static class Resource {
        @Inject
        Visit visit;
        @Context
        UriInfo uri;

        @POST
        public Item echo(@Valid Item item) {
            return item;
        }

        @GET
        public CompletionStage<String> later() {
            return CompletableFuture.completedFuture(visit.name() + uri.getPath());
        }

        @GET
        @Path("refused")
        public String refused() {
            throw new Refusal();
        }
    }
}
