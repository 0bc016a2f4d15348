package dev.swell.junit5;

import java.net.URI;
import java.net.http.HttpClient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import dev.swell.Listener;
import dev.swell.Server;

/** What a test may inject beside the application's own beans. */
@ApplicationScoped
class TestBeans {

    @Inject
    Server server;

    @Produces
    @BaseUri
    URI base() {
        return uri("http");
    }

    @Produces
    @ManagementUri
    URI management() {
        return uri("management");
    }

    @Produces
    WebSocketClient webSocketClient() {
        return new WebSocketClient(base(), HttpClient.newHttpClient());
    }

    private URI uri(String name) {
        Listener listener = server.listeners().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("the application has no listener '" + name + "'"));
        return URI.create("http://" + listener.host() + ":" + listener.port());
    }
}
