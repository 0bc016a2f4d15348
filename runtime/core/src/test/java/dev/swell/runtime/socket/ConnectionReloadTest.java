package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.ReloadingServer;
import dev.swell.runtime.worker.launch.Sources;

/** A connection with a principal and a session lives on when the application's code is replaced. */
@Timeout(120)
class ConnectionReloadTest {

    private static Sources auction(int version) {
        return new Sources().type("Bidder", """
                @SessionScoped public class Bidder implements java.io.Serializable {
                    private int bids;
                    int bid() { return ++bids; }
                }""")
                .type("Auction",
                        """
                                import jakarta.websocket.*;
                                @SocketHandler(path = "/auction") class Auction {
                                    @Inject Bidder bidder;
                                    @Inject java.security.Principal principal;
                                    @OnHandshake boolean welcome(Handshake handshake) { return bidder.bid() > 0; }
                                    @OnOpen void open(Handshake handshake) { bidder.bid(); }
                                    @OnMessage String text(Connection connection, String text, Handshake handshake) {
                                        connection.attributes().put("last", text);
                                        return "v%d " + principal.getName() + handshake.principal().get().getName() + " " + bidder.bid();
                                    }
                                }"""
                                .formatted(version))
                .type("Login",
                        """
                                @ApplicationScoped class Login implements HandlerWrapper {
                                    static class User implements io.undertow.security.idm.Account, java.security.Principal {
                                        public java.security.Principal getPrincipal() { return this; }
                                        public Set<String> getRoles() { return Set.of(); }
                                        public String getName() { return "ann"; }
                                    }
                                    public HttpHandler wrap(HttpHandler next) {
                                        return exchange -> {
                                            var security = new io.undertow.security.impl.SecurityContextImpl(exchange, null, null);
                                            security.authenticationComplete(new User(), "test", false);
                                            exchange.setSecurityContext(security);
                                            next.handleRequest(exchange);
                                        };
                                    }
                                }""");
    }

    @Test
    void nothingOfTheOldCodeIsHeld(@TempDir Path folder) throws Exception {
        AtomicReference<SocketEngine> engine = new AtomicReference<>();
        try (ReloadingServer server = ReloadingServer.start(folder, (workers, metrics) -> {
            engine.set(new SocketEngine(SocketSettings.defaults(), workers, metrics));
            return engine.get();
        }, auction(1)); RawWebSocket client = RawWebSocket.open(server.port(), "/auction")) {
            assertThat(client.text("a").readText()).isEqualTo("v1 annann 3");
            server.reload(auction(2));
            assertThat(client.text("b").readText()).isEqualTo("v2 annann 4");
            server.reload(auction(3));
            server.assertOldClassesGo();
            assertThat(client.text("c").readText()).isEqualTo("v3 annann 5");
            engine.get().stop(Duration.ofSeconds(5));
        }
    }
}
