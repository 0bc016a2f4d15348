package dev.swell.runtime.socket;

import java.lang.reflect.UndeclaredThrowableException;
import java.security.Principal;

import org.xnio.StreamConnection;

import io.undertow.security.api.SecurityContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.session.Session;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.Framing;
import dev.swell.extension.model.SocketCall;
import dev.swell.extension.model.SocketCallback;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.config.SocketSettings;
import dev.swell.runtime.http.Fallback;
import dev.swell.runtime.http.Request;
import dev.swell.runtime.socket.HandshakeRules.Refusal;

/** Makes connections of requests to the paths of one worker's socket handlers, or refuses them. */
final class Upgrade implements Fallback {

    private static final HttpString EXTENSIONS = new HttpString(DeflateOffer.EXTENSIONS);

    private final SocketTable table;
    private final String port;
    private final AllowedOrigins origins;
    private final long maxFrame;
    private final Hub hub;

    /**
     * Makes one.
     *
     * @param port see {@link SocketModel#portId}
     */
    Upgrade(SocketTable table, String port, SocketSettings settings, Hub hub) {
        this.table = table;
        this.port = port;
        this.origins = new AllowedOrigins(settings.allowedOrigins());
        this.maxFrame = settings.maxFrame();
        this.hub = hub;
    }

    @Override
    public boolean handle(HttpServerExchange exchange) throws Exception {
        Request request = Request.of(exchange);
        SocketModel socket = table.find(port, request.path().segments());
        if (socket == null || !HandshakeRules.asksForWebSocket(exchange.getRequestHeaders()) && request.hasRoute()) {
            return false;
        }
        request.label(socket.path().text());
        Refusal refusal = hub.isStopping() ? new Refusal(StatusCodes.SERVICE_UNAVAILABLE, "The server stops")
                : HandshakeRules.check(exchange, origins).orElse(null);
        if (refusal != null) {
            refuse(exchange, socket, refusal);
        } else if (exchange.isInIoThread() && socket.onHandshake().filter(asked -> !asked.nonBlocking()).isPresent()) {
            request.onBlockingThread(ready -> decide(ready, socket));
        } else {
            decide(exchange, socket);
        }
        return true;
    }

    private void refuse(HttpServerExchange exchange, SocketModel socket, Refusal refusal) {
        hub.metrics().refused(socket.path().text()).inc();
        HeaderMap headers = exchange.getResponseHeaders();
        if (refusal.status() == StatusCodes.UPGRADE_REQUIRED) {
            headers.put(Headers.UPGRADE, HandshakeRules.WEBSOCKET).put(Headers.CONNECTION, "Upgrade")
                    .put(HandshakeRules.VERSION, HandshakeRules.SUPPORTED_VERSION);
        } else if (refusal.status() == StatusCodes.METHOD_NOT_ALLOWED) {
            headers.put(Headers.ALLOW, Methods.GET_STRING);
        }
        headers.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.setStatusCode(refusal.status());
        exchange.getResponseSender().send(refusal.reason());
    }

    private void decide(HttpServerExchange exchange, SocketModel socket) throws Exception {
        UpgradeRequest handshake = UpgradeRequest.of(exchange, socket.path(), principal(exchange));
        if (socket.onHandshake().isPresent() && !isWelcome(exchange, socket, handshake)) {
            refuse(exchange, socket, new Refusal(StatusCodes.FORBIDDEN, "Refused"));
        } else {
            accept(exchange, socket, handshake);
        }
    }

    private boolean isWelcome(HttpServerExchange exchange, SocketModel socket, UpgradeRequest handshake)
            throws Exception {
        SocketCallback onHandshake = socket.onHandshake().orElseThrow();
        try {
            return (Boolean) onHandshake.call(new SocketCall(null, handshake, null, null, null));
        } catch (Throwable e) {
            hub.metrics().refused(socket.path().text()).inc();
            Request.of(exchange).blame(onHandshake.place(), e);
            if (e instanceof Error error) {
                throw error;
            }
            throw e instanceof Exception failure ? failure : new UndeclaredThrowableException(e);
        }
    }

    private static NamedPrincipal principal(HttpServerExchange exchange) {
        SecurityContext security = exchange.getSecurityContext();
        Principal principal = security == null || security.getAuthenticatedAccount() == null ? null
                : security.getAuthenticatedAccount().getPrincipal();
        return NamedPrincipal.of(principal);
    }

    private void accept(HttpServerExchange exchange, SocketModel socket, UpgradeRequest handshake) {
        HeaderMap asked = exchange.getRequestHeaders();
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(HandshakeRules.ACCEPT, HandshakeRules.accept(asked));
        HandshakeRules.subprotocol(asked, socket.subprotocols())
                .ifPresent(protocol -> answer.put(HandshakeRules.PROTOCOL, protocol));
        boolean compressed = DeflateOffer.isAcceptable(asked);
        if (compressed) {
            answer.put(EXTENSIONS, DeflateOffer.ANSWER);
        }
        String template = socket.path().text();
        Terms terms = new Terms(socket.key(), handshake.path(), Framing.NONE, handshake.remote(),
                socket.maxFrame().orElse(maxFrame),
                compressed ? hub.compression() : null, handshake.named(), session(exchange, socket),
                SocketTable.keepsHandshake(socket) ? handshake : null, hub.metrics().traffic(template));
        exchange.upgradeChannel(HandshakeRules.WEBSOCKET, new Opening(hub, terms, handshake));
    }

    /** What {@code @OnOpen} wants to keep needs a session, whose cookie can't be sent any more by then. */
    private Session session(HttpServerExchange exchange, SocketModel socket) {
        Request request = Request.of(exchange);
        return table.usesSessions() && socket.onOpen().isPresent() ? request.beginSession() : request.session();
    }

    /** What is done when the response is out. Undertow keeps it as long as the connection, so it lets the request go. */
    private static final class Opening implements HttpUpgradeListener {

        private final Hub hub;
        private final Terms terms;
        private UpgradeRequest handshake;

        Opening(Hub hub, Terms terms, UpgradeRequest handshake) {
            this.hub = hub;
            this.terms = terms;
            this.handshake = handshake;
        }

        @Override
        public void handleUpgrade(StreamConnection stream, HttpServerExchange exchange) {
            UpgradeRequest request = handshake;
            handshake = null;
            WebSocketConnection connection = new WebSocketConnection(hub, terms, stream,
                    exchange.getConnection().getByteBufferPool());
            stream.getIoThread().execute(() -> {
                connection.begin(request);
                if (hub.isStopping()) {
                    connection.close(Hub.STOPPING);
                }
            });
        }
    }
}
