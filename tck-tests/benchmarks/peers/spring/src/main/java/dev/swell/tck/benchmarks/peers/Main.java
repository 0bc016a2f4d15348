package dev.swell.tck.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Each request has a virtual thread. */
@SpringBootApplication
@RestController
public class Main {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Main.class);
        application.setDefaultProperties(Map.of("server.port", arguments[0]));
        application.run();
    }

    @GetMapping(value = "/plaintext", produces = "text/plain")
    public String plaintext() {
        return "Hello, World!";
    }

    @GetMapping("/json")
    public Message json() {
        return new Message("Hello, World!");
    }

    @GetMapping(value = "/hello/{name}", produces = "text/plain")
    public String hello(@PathVariable String name, @RequestParam String greet) {
        return greet + ", " + name + "!";
    }

    @GetMapping(value = "/sleep", produces = "text/plain")
    public String sleep() throws InterruptedException {
        return Work.query();
    }

    @PostMapping(value = "/upload", produces = "application/octet-stream")
    public byte[] upload(InputStream body) throws IOException, InterruptedException {
        body.readAllBytes();
        return Work.store();
    }

    @GetMapping(value = "/compute", produces = "text/plain")
    public String compute() {
        return Work.compute();
    }
}
