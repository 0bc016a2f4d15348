package auction;

import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;

import dev.swell.http.Route;

/** The page and what belongs to it, out of the folder {@code page} on the class path. */
@ApplicationScoped
class Page {

    private static final int CACHE_SECONDS = 60;

    private final ResourceHandler files = new ResourceHandler(
            new ClassPathResourceManager(Page.class.getClassLoader(), "page")).setCacheTime(CACHE_SECONDS);

    @Route(value = "/", methods = "GET")
    void index(HttpServerExchange exchange) throws Exception {
        serve(exchange, "/index.html");
    }

    @Route(value = "/page/*", methods = "GET")
    void file(HttpServerExchange exchange) throws Exception {
        serve(exchange, "/" + exchange.getQueryParameters().get("*").getFirst());
    }

    private void serve(HttpServerExchange exchange, String path) throws Exception {
        exchange.setRelativePath(path);
        files.handleRequest(exchange);
    }
}
