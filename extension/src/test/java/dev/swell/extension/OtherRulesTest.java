package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;

import org.junit.jupiter.api.Test;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.socket.SocketHandler;
import dev.swell.state.LaneScoped;

class OtherRulesTest {

    @RequestScoped
    static class ShortLived implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return handler;
        }
    }

    @ApplicationScoped
    static class Producer {
        @Produces
        @LaneScoped
        HandlerWrapper middleware() {
            return handler -> handler;
        }
    }

    @Test
    void refusesMiddlewareThatDoesNotLiveAsLongAsItsWorker() {
        String rest = ": it is asked once, when a worker starts, so make it @ApplicationScoped, @Singleton or @Dependent";
        assertDeploymentFails(ShortLived.class, Producer.class).withMessages(
                "SWELL-110: Middleware ShortLived is @RequestScoped" + rest,
                "SWELL-110: Middleware Producer is @LaneScoped" + rest);
    }

    @ApplicationScoped
    static class Known {}

    static class NoBean {
        NoBean(String text) {}
    }

    @Test
    void refusesNamesOfClassesThatAreNoBeans() {
        assertDeploymentFails(
                new Settings(Set.of(Known.class.getName(), "com.acme.Catr"), Set.of(NoBean.class.getName())),
                Known.class, NoBean.class).withMessages(
                        "SWELL-111: swell.state.lane-scoped names 'com.acme.Catr', which is no bean class of the application: "
                                + "correct the name or take it out",
                        "SWELL-111: swell.state.renew names 'NoBean', which is no bean class of the application: "
                                + "correct the name or take it out");
    }

    @ApplicationScoped
    static class Watcher {
        void watch(@ObservesAsync RequestReceived event) {}
    }

    @Test
    void refusesAsynchronousObserversOfLifecycleEvents() {
        assertDeploymentFails(Watcher.class).withMessages("SWELL-118: Watcher observes RequestReceived asynchronously, "
                + "but it is only fired synchronously: write @Observes instead of @ObservesAsync");
    }

    @ApplicationScoped
    static class Shop {
        @Route("shop")
        private String list() {
            return "";
        }
    }

    @SocketHandler(path = "/chat")
    static class Chat {}

    @ApplicationScoped
    static class Orders {
        @Route(value = "/orders", methods = "put")
        void add(HttpServerExchange exchange) {}
    }

    @Test
    void reportsAllThatIsWrongInAllBeansAtOnce() {
        assertDeploymentFails(new Settings(Set.of("com.acme.Catr"), Set.of()), Shop.class, Chat.class, Orders.class,
                ShortLived.class, Watcher.class).withMessages(
                        "SWELL-100: @Route on Shop.list(): the method is private, so it can't be called: leave out 'private'",
                        "SWELL-102: @Route on Shop.list(): a route takes exactly one parameter: "
                                + "write list(HttpServerExchange exchange)",
                        "SWELL-103: @Route on Shop.list(): a route returns nothing but writes to the exchange, "
                                + "and this one returns String: make it void",
                        "SWELL-105: @Route on Shop.list(): path template 'shop' does not begin with a slash; "
                                + "examples: '/', '/hello/{name}', '/files/*'",
                        "SWELL-126: @SocketHandler on Chat: the class has no method with @OnHandshake, @OnOpen, @OnMessage, "
                                + "@OnClose or @OnError: add one",
                        "SWELL-106: @Route on Orders.add(HttpServerExchange): 'put' is no HTTP method: use capitals, "
                                + "such as \"GET\" or \"POST\"",
                        "SWELL-110: Middleware ShortLived is @RequestScoped: it is asked once, when a worker starts, "
                                + "so make it @ApplicationScoped, @Singleton or @Dependent",
                        "SWELL-111: swell.state.lane-scoped names 'com.acme.Catr', which is no bean class of the "
                                + "application: correct the name or take it out",
                        "SWELL-118: Watcher observes RequestReceived asynchronously, but it is only fired synchronously: "
                                + "write @Observes instead of @ObservesAsync");
    }
}
