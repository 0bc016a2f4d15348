package dev.swell.tck.benchmarks.peers;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;

/** On the event loop. */
@NonBlocking
@Path("/")
public class EventLoop {

    @GET
    @Path("/plaintext")
    @Produces(MediaType.TEXT_PLAIN)
    public String plaintext() {
        return "Hello, World!";
    }

    @GET
    @Path("/json")
    @Produces(MediaType.APPLICATION_JSON)
    public Message json() {
        return new Message("Hello, World!");
    }

    @GET
    @Path("/hello/{name}")
    @Produces(MediaType.TEXT_PLAIN)
    public String hello(@PathParam("name") String name, @QueryParam("greet") String greet) {
        return greet + ", " + name + "!";
    }

    @GET
    @Path("/rest/json")
    @Produces(MediaType.APPLICATION_JSON)
    public Message restJson() {
        return json();
    }

    @GET
    @Path("/rest/hello/{name}")
    @Produces(MediaType.TEXT_PLAIN)
    public String restHello(@PathParam("name") String name, @QueryParam("greet") String greet) {
        return hello(name, greet);
    }
}
