package dev.swell.tck.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;

/** On the pool of threads, where Quarkus runs blocking code. */
@Blocking
@Path("/blocking")
public class Pooled {

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

    @GET
    @Path("/sleep")
    @Produces(MediaType.TEXT_PLAIN)
    public String sleep() throws InterruptedException {
        return Work.query();
    }

    @POST
    @Path("/upload")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] upload(InputStream body) throws IOException, InterruptedException {
        body.readAllBytes();
        return Work.store();
    }

    @GET
    @Path("/compute")
    @Produces(MediaType.TEXT_PLAIN)
    public String compute() {
        return Work.compute();
    }
}
