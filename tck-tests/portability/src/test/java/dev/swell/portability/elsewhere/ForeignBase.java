package dev.swell.portability.elsewhere;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import dev.swell.http.Route;

/** A superclass in another package than its bean. */
public class ForeignBase {

    @Route("/protected/abroad")
    protected void visible(HttpServerExchange exchange) {
        exchange.getRequestHeaders().add(new HttpString("called"), "from abroad");
    }
}
