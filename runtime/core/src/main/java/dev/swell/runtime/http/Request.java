package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.security.Principal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.xnio.conduits.StreamSourceConduit;

import io.undertow.security.api.SecurityContext;
import io.undertow.server.Connectors;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.server.session.Session;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.Place;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.observe.RouteMetrics;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/**
 * One request on its way through a worker: it arrives on an I/O thread, waits for its turn, is handed over, runs through the
 * {@link Pipeline} in a unit of work, and ends with its exchange. Used by one thread at a time.
 */
public final class Request {

    private static final AttachmentKey<Request> KEY = AttachmentKey.create(Request.class);
    private static final Place BEGIN = new Place("The begin of a request, or an observer of RequestReceived,", "");
    private static final Place GENERATED = new Place("An observer of ResponseGenerated", "");

    private final HttpServerExchange exchange;
    private final HttpEngine engine;
    private final Traffic traffic;
    private final RequestPath path;
    private final long began = System.nanoTime();
    private final Executor dispatcher = this::dispatched;
    private Worker worker;
    private Pipeline pipeline;
    private ClientSession session;
    private Unit unit;
    private RouteMetrics metrics;
    private String matchedPath;
    private String matchedMethod;
    private RouteTable.Entry<Pipeline.Target> match;
    private Place running = BEGIN;
    private Place guilty;
    private Throwable failure;
    private RequestBody body;
    private boolean admitted;
    private boolean ending;
    private boolean over;

    /**
     * Makes one.
     *
     * @param worker with a lease, which goes back at the request's end
     */
    Request(HttpServerExchange exchange, Worker worker, HttpEngine engine) {
        this.exchange = exchange;
        this.worker = worker;
        this.pipeline = HttpEngine.pipeline(worker);
        this.engine = engine;
        this.traffic = engine.traffic();
        this.path = new RequestPath(exchange);
        exchange.putAttachment(KEY, this);
    }

    /** Returns the request that the exchange belongs to. */
    public static Request of(HttpServerExchange exchange) {
        return exchange.getAttachment(KEY);
    }

    /** Returns the worker that serves it. */
    public Worker worker() {
        return worker;
    }

    /** Returns its unit of work. */
    public Unit unit() {
        return unit;
    }

    /** Returns the client's session, or null if it has none. */
    public Session session() {
        return session.session();
    }

    /** Returns the client's session, begun if need be; before the response is sent. */
    public Session beginSession() {
        if (session.find() == null) {
            session.begin();
        }
        return session.session();
    }

    /**
     * Says what metrics shall call it.
     *
     * @param template the path template, never the path itself: each one is kept for ever
     */
    public void label(String template) {
        metrics = traffic.metrics().route(template);
    }

    void label(Pipeline.Target route) {
        metrics = route.metrics();
        running = route.model().place();
    }

    /**
     * Says whose code a failure comes from, before it is thrown on. The innermost to say so is believed.
     *
     * @param place what the log shall name
     * @param thrown the failure
     */
    public void blame(Place place, Throwable thrown) {
        if (failure != thrown) {
            failure = thrown;
            guilty = place;
        }
    }

    /** Returns its path. */
    public RequestPath path() {
        return path;
    }

    /** Tells whether a route takes it. */
    public boolean hasRoute() {
        return route() != null;
    }

    /** Returns the route that takes it as it is now, or null; observers and middleware may have changed path and method. */
    RouteTable.Entry<Pipeline.Target> route() {
        String current = path.current();
        String method = exchange.getRequestMethod().toString();
        if (current != matchedPath || !method.equals(matchedMethod)) {
            matchedPath = current;
            matchedMethod = method;
            match = pipeline.find(path, method);
        }
        return match;
    }

    /** Begins it, on an I/O thread and in the call of the root handler. */
    void arrive() {
        exchange.addExchangeCompleteListener((over, next) -> {
            complete();
            next.proceed();
        });
        Watch.of(exchange).serving(this);
        RouteTable.Entry<Pipeline.Target> found = route();
        if (found != null && found.target().model().nonBlocking() && exchange.isInIoThread()) {
            open(() -> serve(exchange));
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, this::waitForTurn);
        }
    }

    private void waitForTurn() {
        if (!traffic.gate().admit(this::handOver)) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            answer(StatusCodes.SERVICE_UNAVAILABLE);
        }
    }

    private void handOver() {
        admitted = true;
        takeCurrentWorker();
        try {
            worker.handover().hand(exchange.getIoThread(),
                    () -> open(() -> Connectors.executeRootHandler(this::serve, exchange)));
        } catch (RejectedExecutionException e) { // the worker has been closed
            answer(StatusCodes.SERVICE_UNAVAILABLE);
        }
    }

    /** Another worker may have taken over while this waited; the one before it has enough to do. */
    private void takeCurrentWorker() {
        if (engine.workers().current() != worker) {
            worker.release();
            worker = engine.workers().lease();
            pipeline = HttpEngine.pipeline(worker);
            matchedPath = null;
        }
    }

    private void answer(int status) {
        exchange.setStatusCode(status);
        abandonBody();
        exchange.endExchange();
    }

    private void open(Runnable code) {
        try {
            session = traffic.sessions().of(exchange);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The cookies of %s can't be read", exchange.getSourceAddress());
            answer(StatusCodes.BAD_REQUEST);
            return;
        }
        try {
            unit = worker.open(worker.session(session), this::principal, this::ended);
        } catch (RuntimeException | Error e) {
            worker.failed(BEGIN, e);
            answer(StatusCodes.INTERNAL_SERVER_ERROR);
            return;
        }
        unit.run(code);
    }

    private Principal principal() {
        SecurityContext security = exchange.getSecurityContext();
        return security == null || security.getAuthenticatedAccount() == null ? null
                : security.getAuthenticatedAccount().getPrincipal();
    }

    private void serve(HttpServerExchange ready) {
        if (pipeline.generated() != null) {
            exchange.addResponseCommitListener(commit -> tell(pipeline.generated()));
        }
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper((factory, arriving) -> readBody(factory.create()));
            exchange.addResponseCommitListener(commit -> correctStatus());
        }
        exchange.addDefaultResponseListener(this::beforeEnd);
        call(pipeline);
    }

    private void call(HttpHandler handler) {
        exchange.setDispatchExecutor(dispatcher);
        if (!exchange.isInIoThread()) {
            exchange.startBlocking();
        }
        try {
            handler.handleRequest(exchange);
        } catch (Throwable e) { // whatever application code throws, the thread and the connection go on
            failed(e);
        }
        Executor executor = exchange.getDispatchExecutor();
        if (exchange.isDispatched() && executor != dispatcher) { // the application's own: it keeps the unit, too
            exchange.setDispatchExecutor(task -> executor.execute(() -> unit.run(task)));
        }
    }

    /** Runs what may block, here or, from an I/O thread, on another. */
    public void onBlockingThread(HttpHandler handler) throws Exception {
        if (exchange.isInIoThread()) {
            exchange.dispatch(dispatcher, (HttpHandler) ready -> call(handler));
        } else {
            handler.handleRequest(exchange);
        }
    }

    /** Where {@code exchange.dispatch} of application code leads, unless it names an executor of its own. */
    private void dispatched(Runnable task) {
        worker.handover().hand(exchange.getIoThread(), () -> unit.run(() -> {
            exchange.setDispatchExecutor(dispatcher);
            task.run();
        }));
    }

    private void tell(Consumer<ResponseGenerated> generated) {
        unit.run(() -> {
            try {
                generated.accept(new ResponseGenerated(exchange));
            } catch (RuntimeException | Error e) { // too late for another answer
                worker.failed(GENERATED, e);
            }
        });
    }

    private RequestBody readBody(StreamSourceConduit incoming) {
        body = new RequestBody(incoming, traffic.settings(), this);
        Watch.of(exchange).watch(body);
        return body;
    }

    /** Sees to it that a handler that has swallowed the end of an incomplete body doesn't answer as if it were whole. */
    private void correctStatus() {
        if (body != null && body.failure() != null && exchange.getStatusCode() < StatusCodes.BAD_REQUEST) {
            exchange.setStatusCode(Failures.status(body.failure()));
            exchange.setPersistent(false);
        }
    }

    /** Is called by Undertow when the exchange is about to end, before what is left of the body is drained. */
    private boolean beforeEnd(HttpServerExchange ended) {
        Throwable thrown = exchange.getAttachment(DefaultResponseListener.EXCEPTION);
        if (thrown != null) { // by a handler that Undertow has called after a dispatch
            failed(thrown);
        }
        ending = true;
        boolean failed = body != null && body.failure() != null;
        // what the client holds back until it is asked for, or can't send another request behind, needn't be waited for
        boolean unwanted = HttpContinue.requiresContinueResponse(exchange) || !exchange.isPersistent();
        if (failed || unwanted && !exchange.isRequestComplete()) {
            abandonBody();
        }
        return false;
    }

    /** Tells whether the handlers have ended, so that nobody wants the rest of the body. */
    boolean isEnding() {
        return ending;
    }

    /** Tells whether its exchange is over. */
    boolean isComplete() {
        return exchange.isComplete();
    }

    /** Reads no more of the body, and says so if its failure is the only thing there is to say. */
    void abandonBody() {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
            Connectors.terminateRequest(exchange);
        }
        // Undertow's own callbacks for asynchronous readers answer 500
        boolean mute = exchange.getStatusCode() < StatusCodes.BAD_REQUEST
                || exchange.getStatusCode() == StatusCodes.INTERNAL_SERVER_ERROR;
        if (body != null && body.failure() != null && !exchange.isResponseStarted() && mute) {
            Failures.answer(exchange, Failures.status(body.failure()));
        }
    }

    private void failed(Throwable thrown) {
        exchange.unDispatch();
        int status = Failures.status(thrown, exchange, body == null ? null : body.failure());
        if (status == StatusCodes.INTERNAL_SERVER_ERROR && worker.isInterrupted()) { // and it was logged where it stood
            status = StatusCodes.SERVICE_UNAVAILABLE;
        }
        if (status == StatusCodes.INTERNAL_SERVER_ERROR) {
            worker.failed(failure == thrown ? guilty : running, thrown);
        } else {
            LOG.debugf(thrown, "%s %s is answered with %d", exchange.getRequestMethod(), exchange.getRequestURI(),
                    status);
        }
        Failures.answer(exchange, status);
    }

    private void complete() {
        exchange.setDispatchExecutor(exchange.getIoThread()); // where the next request of the connection is read
        RouteMetrics counted = metrics == null ? traffic.metrics().unmatched() : metrics;
        counted.count(exchange.getRequestMethod().toString(), exchange.getStatusCode(), System.nanoTime() - began);
        if (session != null) {
            session.requestDone();
        }
        if (unit != null) {
            unit.complete();
        } else if (!over) {
            worker.release();
            ended();
        }
    }

    private void ended() {
        over = true;
        if (admitted) {
            traffic.gate().leave();
        }
    }
}
