package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.portability.elsewhere.ForeignRoutes;
import dev.swell.socket.SocketHandler;
import dev.swell.table.Row;
import dev.swell.table.Table;

@RunAsClient
@ArquillianTest
class WrongDeclarationsTest {

    @ApplicationScoped
    public static class Shop {
        @Route("shop")
        private String list() {
            return "";
        }

        @Route("/shop/{id}/{id}")
        final void show(HttpServerExchange exchange) {}
    }

    @SocketHandler(path = "/chat")
    public static class Chat {}

    public abstract static class Base {
        @Route("/abstract")
        abstract void unmarked(HttpServerExchange exchange);
    }

    @ApplicationScoped
    public static class Derived extends Base {
        @Override
        void unmarked(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    public static class AtHome extends ForeignRoutes {}

    @RequestScoped
    public static class ShortLived implements HandlerWrapper {
        @Override
        public HttpHandler wrap(HttpHandler handler) {
            return handler;
        }
    }

    @Row
    record Keyless(long id, Long boxed) {}

    @ApplicationScoped
    public static class Tables {
        @Inject
        Table<Keyless> table;
    }

    @Deployment(name = "wrong", managed = false, testable = false)
    static JavaArchive archive() {
        return Archives.withSettings("swell.state.lane-scoped=com.acme.Catr", Shop.class, Chat.class, Base.class,
                Derived.class,
                ForeignRoutes.class, AtHome.class, ShortLived.class, Tables.class);
    }

    @ArquillianResource
    private Deployer deployer;

    @Test
    void areAllReportedInOneFailedDeployment() {
        String told = toldByFailedDeployment();
        String shop = Shop.class.getName();
        assertThat(told).contains(
                "SWELL-100: @Route on " + shop
                        + ".list(): the method is private, so it can't be called: leave out 'private'",
                "SWELL-102: @Route on " + shop + ".list(): a route takes exactly one parameter",
                "SWELL-103: @Route on " + shop + ".list(): a route returns nothing",
                "SWELL-105: @Route on " + shop + ".list(): path template 'shop' does not begin with a slash",
                "SWELL-105: @Route on " + shop + ".show(HttpServerExchange): path template '/shop/{id}/{id}' has the "
                        + "variable 'id' twice",
                "SWELL-109: @Route on " + Base.class.getName()
                        + ".unmarked(HttpServerExchange): the method is abstract",
                "SWELL-114: @Route on " + AtHome.class.getName()
                        + ".hidden(HttpServerExchange): the method is package-private "
                        + "in " + ForeignRoutes.class.getName(),
                "SWELL-110: Middleware " + ShortLived.class.getName() + " is @RequestScoped",
                "SWELL-111: swell.state.lane-scoped names 'com.acme.Catr'",
                "SWELL-802: @Row on " + Keyless.class.getName() + ": column 'boxed' is of type Long",
                "SWELL-803: @Row on " + Keyless.class.getName() + ": 0 components have @Key",
                "SWELL-126: @SocketHandler on " + Chat.class.getName() + ": the class has no method with");
    }

    /** Returns what the exception says, as Weld does, and what is in the log, as OpenWebBeans does. */
    private String toldByFailedDeployment() {
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told);
        Handler log = printTo(out);
        Logger.getLogger("").addHandler(log);
        try {
            Throwable failure = catchThrowable(() -> deployer.deploy("wrong"));
            assertThat(failure).as("the deployment fails").isNotNull();
            failure.printStackTrace(out);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
        return told.toString();
    }

    private static Handler printTo(PrintWriter out) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                out.println(entry.getMessage());
                if (entry.getThrown() != null) {
                    entry.getThrown().printStackTrace(out);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
