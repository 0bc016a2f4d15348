package dev.swell.runtime.rest;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonView;

/** Methods of all the kinds that take the short way. */
@Path("/plain")
@Produces("text/plain")
@ApplicationScoped
public class PlainResource {

    /** A thing. */
    public record Thing(String name, int size, List<String> parts, Optional<Thing> inner) {}

    /** Is told apart by a property. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    public interface Animal {}

    /** One animal. */
    public record Cat(int lives) implements Animal {}

    /** Another animal. */
    public record Dog(String name) implements Animal {}

    /** Has two views. */
    public static class Seen {
        @JsonView(Integer.class)
        public int number = 1;
        @JsonView(String.class)
        public String text = "a";
    }

    /** Can't be written as a whole. */
    public record Broken(String begin) {
        public String getEnd() {
            throw new IllegalStateException("broken");
        }
    }

    /** What {@link Mapper} maps. */
    public static class Mapped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Answers with what the context says. */
    @Provider
    public static class Mapper implements ExceptionMapper<Mapped> {
        @Context
        UriInfo uri;
        @Context
        ResourceInfo info;

        @Override
        public Response toResponse(Mapped e) {
            return Response.status(409).header("X-Mapped", info.getResourceMethod().getName()).type("text/plain")
                    .entity(uri.getPath() + uri.getPathParameters() + uri.getMatchedURIs()).build();
        }
    }

    /** A bean of the request. */
    @RequestScoped
    public static class Greeting {
        @Inject
        HttpHeaders headers;

        String words() {
            return "Hello " + headers.getHeaderString("X-Name");
        }
    }

    /** A resource that is made for each request. */
    @Path("/scoped/{id}")
    @RequestScoped
    public static class Scoped {
        private int calls;

        @GET
        @Produces("text/plain")
        public String get(@PathParam("id") long id) {
            return id + " " + ++calls;
        }
    }

    @Inject
    Greeting greeting;

    @Context
    UriInfo uri;

    @GET
    public String root() {
        return "root";
    }

    @GET
    @Path("text")
    public String text() {
        return "grüß";
    }

    @GET
    @Path("html")
    @Produces("text/html")
    public String html() {
        return "<p>";
    }

    @GET
    @Path("xml")
    @Produces("application/xml")
    public String xml() {
        return "<p/>";
    }

    @GET
    @Path("charset")
    @Produces("text/plain;charset=utf-8")
    public String charset() {
        return "ä";
    }

    @GET
    @Path("empty")
    public String empty() {
        return "";
    }

    @GET
    @Path("null")
    public String nothing() {
        return null;
    }

    @GET
    @Path("number")
    public int number(@QueryParam("n") int n) {
        return n;
    }

    @GET
    @Path("decimal")
    public BigDecimal decimal(@QueryParam("n") BigDecimal n) {
        return n;
    }

    @GET
    @Path("flag")
    public boolean flag(@QueryParam("n") boolean flag) {
        return flag;
    }

    @GET
    @Path("unit")
    public TimeUnit unit(@QueryParam("n") TimeUnit unit) {
        return unit;
    }

    @GET
    @Path("hello/{name}")
    public String hello(@PathParam("name") String name, @QueryParam("greet") String greet,
            @QueryParam("times") @DefaultValue("2") int times) {
        return greet + ", " + name + "!" + times;
    }

    @GET
    @Path("types/{i}/{l}/{u}")
    public String types(@PathParam("i") int i, @PathParam("l") Long l, @PathParam("u") TimeUnit u) {
        return i + " " + l + " " + u;
    }

    @GET
    @Path("id/{id}")
    public String id(@PathParam("id") UUID id) {
        return String.valueOf(id);
    }

    @GET
    @Path("boxes")
    public String boxes(@QueryParam("a") Integer a, @QueryParam("b") Long b, @QueryParam("c") double c,
            @QueryParam("d") Boolean d, @QueryParam("e") char e, @QueryParam("f") byte f) {
        return a + " " + b + " " + c + " " + d + " " + (int) e + " " + f;
    }

    @GET
    @Path("many")
    public String many(@QueryParam("a") List<Integer> a, @QueryParam("b") Set<String> b,
            @QueryParam("c") @DefaultValue("x") List<String> c) {
        return a + " " + b.size() + " " + c;
    }

    @GET
    @Path("head")
    public String head(@HeaderParam("X-Text") String text, @HeaderParam("X-Number") int number,
            @HeaderParam("X-List") List<String> list, @CookieParam("taste") String taste,
            @CookieParam("size") @DefaultValue("7") int size) {
        return text + " " + number + " " + list + " " + taste + " " + size;
    }

    @GET
    @Path("thing/{name}")
    @Produces("application/json")
    public Thing thing(@PathParam("name") String name) {
        return new Thing(name, 1, List.of("ä", "\""), Optional.of(new Thing(null, 2, null, Optional.empty())));
    }

    @POST
    @Path("thing")
    @Consumes("application/json")
    @Produces("application/json")
    public Thing echo(Thing thing) {
        return thing;
    }

    @PUT
    @Path("thing/{name}")
    @Produces("application/json")
    public List<Thing> put(@PathParam("name") String name, @QueryParam("n") int n, Thing thing) {
        return List.of(thing, new Thing(name, n, null, Optional.empty()));
    }

    @POST
    @Path("things")
    @Produces("application/json")
    public Map<String, Thing> things(List<Thing> things) {
        return Map.of("first", things.get(0));
    }

    @DELETE
    @Path("thing/{name}")
    public void delete(@PathParam("name") String name) {}

    @POST
    @Path("unread")
    public String unread() {
        return "unread";
    }

    @GET
    @Path("animals")
    @Produces("application/json")
    public List<Animal> animals() {
        return List.of(new Cat(7), new Dog("Rex"));
    }

    @GET
    @Path("animal")
    @Produces("application/json")
    public Animal animal(@QueryParam("dog") boolean dog) {
        return dog ? new Dog("Rex") : new Cat(7);
    }

    @GET
    @Path("seen")
    @Produces("application/json")
    @JsonView(Integer.class)
    public Seen seen() {
        return new Seen();
    }

    @GET
    @Path("json-text")
    @Produces("application/json")
    public String jsonText() {
        return "{}";
    }

    @GET
    @Path("large")
    public String large(@QueryParam("n") int n) {
        return "x".repeat(Math.max(0, Math.min(n, 400_000)));
    }

    @GET
    @Path("large-json")
    @Produces("application/json")
    public List<String> largeJson(@QueryParam("n") int n) {
        return new ArrayList<>(java.util.Collections.nCopies(Math.max(0, Math.min(n, 40_000)), "0123456789"));
    }

    @GET
    @Path("broken")
    @Produces("application/json")
    public List<Object> broken(@QueryParam("n") int n) {
        List<Object> list = new ArrayList<>(largeJson(n));
        list.add(new Broken("begin"));
        return list;
    }

    @GET
    @Path("fails/{how}")
    @Produces("application/json")
    public Thing fails(@PathParam("how") String how) throws IOException {
        switch (how) {
            case "mapped" -> throw new Mapped();
            case "checked" -> throw new IOException("checked");
            case "error" -> throw new StackOverflowError("error");
            case "web" -> throw new WebApplicationException("web", 418);
            case "body" -> throw new BadRequestException(Response.status(400).type("text/html").entity("<b>").build());
            case "nested" -> throw new IllegalStateException(new Mapped());
            default -> throw new IllegalArgumentException(how);
        }
    }

    @GET
    @Path("greeting")
    public String greeting() {
        return greeting.words();
    }

    @GET
    @Path("where/{a}/{b}")
    public String where(@PathParam("a") String a) {
        return uri.getPath() + uri.getPathParameters() + uri.getQueryParameters() + uri.getMatchedURIs()
                + uri.getMatchedResources().size() + uri.getAbsolutePath().getPath() + uri.getMatchedResourceTemplate();
    }

    @GET
    @Path("hidden")
    @Produces("application/json")
    public java.io.Serializable hidden(@QueryParam("n") int n) {
        return switch (n) {
            case 0 -> "text";
            case 1 -> 1;
            case 2 -> new int[]{1, 2};
            case 3 -> new byte[]{65, 66};
            case 4 -> new Later();
            default -> null;
        };
    }

    /** Comes later. */
    public static final class Later extends CompletableFuture<String> implements java.io.Serializable {
        private static final long serialVersionUID = 1;

        Later() {
            complete("later");
        }
    }

    @GET
    @Path("items/{id}")
    public String item(@PathParam("id") String id) {
        return "item " + id;
    }

    @GET
    @Path("items/count")
    public String count() {
        return "count";
    }

    @GET
    @Path("mixed/{id}")
    @Produces("application/json")
    public String mixed(@PathParam("id") String id) {
        return "\"" + id + "\"";
    }

    @GET
    @Path("mixed/count")
    public String mixedCount() {
        return "count";
    }
}
