package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.security.Principal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.xnio.IoUtils;
import org.xnio.conduits.StreamSourceConduit;

import io.undertow.security.api.SecurityContext;
import io.undertow.server.Connectors;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.server.session.Session;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.Place;
import dev.swell.runtime.observe.RouteMetrics;
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Unit;
import dev.swell.runtime.worker.Worker;

/**
 * One request on its way through a worker: it arrives on an I/O thread, waits for its turn, is handed over, runs through the
 * {@link Pipeline} in a unit of work, and ends with its exchange. Used by one thread at a time.
 */
public final class Request {

    private static final AttachmentKey<Request> KEY = AttachmentKey.create(Request.class);

    private final HttpServerExchange exchange;
    private final int stripe;
    private final HttpEngine engine;
    private final Traffic traffic;
    private final RequestPath path;
    private final long began = System.nanoTime();
    private final Executor dispatcher = this::dispatched;
    private final Blame blame = new Blame();
    private Worker worker;
    private Pipeline pipeline;
    private ClientSession session;
    private Unit unit;
    private RouteMetrics metrics;
    private String matchedPath;
    private String matchedMethod;
    private RouteTable.Entry<Pipeline.Target> match;
    private SliceMeter meter;
    private RequestBody body;
    private boolean admitted;
    private boolean ending;
    private boolean replaced;
    private boolean completed;
    private boolean over;

    /**
     * Makes one.
     *
     * @param stripe of the connection's I/O thread
     * @param worker with a lease, which goes back at the request's end
     */
    Request(HttpServerExchange exchange, int stripe, Worker worker, HttpEngine engine) {
        this.exchange = exchange;
        this.stripe = stripe;
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

    Blame blame() {
        return blame;
    }

    void label(Pipeline.Target route) {
        metrics = route.metrics();
        blame.running(route.model().place());
    }

    /**
     * Says who answers it, where that is no route.
     *
     * @param place is asked if the answer can't be sent
     */
    public void answeredBy(Supplier<Place> place) {
        blame.answering(place);
    }

    /**
     * Says whose code a failure comes from, before it is thrown on. The innermost to say so is believed.
     *
     * @param place what the log shall name
     * @param thrown the failure
     */
    public void blame(Place place, Throwable thrown) {
        blame.put(place, thrown);
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
        Watch.of(exchange).serving(this);
        RouteTable.Entry<Pipeline.Target> found = route();
        if (found != null && found.target().model().nonBlocking() && exchange.isInIoThread()) {
            open(() -> serve(exchange));
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, this::waitForTurn);
        }
    }

    private void waitForTurn() {
        if (!traffic.gate().admit(stripe, this::handOver)) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            answer(StatusCodes.SERVICE_UNAVAILABLE);
        }
    }

    private void handOver(boolean waited) {
        admitted = true;
        try {
            takeCurrentWorker();
            meter = hasRoute() ? match.target().meter() : pipeline.meter(exchange);
            worker.handover().hand(exchange.getIoThread(), meter,
                    () -> open(() -> Connectors.executeRootHandler(this::serve, exchange)), waited);
        } catch (RejectedExecutionException e) { // the worker has been closed
            answer(StatusCodes.SERVICE_UNAVAILABLE);
        } catch (RuntimeException | Error e) { // no memory for a thread, say
            worker.failed(blame.current(), e);
            if (session == null) { // it has not begun
                answer(StatusCodes.INTERNAL_SERVER_ERROR);
            }
        }
    }

    /** Another worker may have taken over while this waited; the one before it has enough to do. */
    private void takeCurrentWorker() {
        if (engine.workers().current() != worker) {
            Worker current = engine.workers().lease(stripe);
            worker.release(stripe);
            worker = current;
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
            session = traffic.sessions().of(exchange, worker);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The cookies of %s can't be read", exchange.getSourceAddress());
            answer(StatusCodes.BAD_REQUEST);
            return;
        }
        try {
            unit = worker.open(stripe, worker.session(session), this::principal, this::ended);
        } catch (RuntimeException | Error e) {
            worker.failed(blame.current(), e);
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
        exchange.addResponseWrapper(new Commit(this, pipeline.generated()));
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper((factory, arriving) -> readBody(factory.create()));
        }
        exchange.addDefaultResponseListener(this::beforeEnd);
        call(pipeline);
    }

    private void call(HttpHandler handler) {
        exchange.setDispatchExecutor(dispatcher);
        if (!exchange.isInIoThread()) {
            Streams.open(exchange, this::failed);
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
        worker.handover().hand(exchange.getIoThread(), meter, () -> unit.run(() -> {
            exchange.setDispatchExecutor(dispatcher);
            task.run();
        }));
    }

    /** Says that an empty answer is sent in place of what can't be sent, and whose fault that is. */
    void unsendable(Place place, Throwable reason) {
        replaced = true;
        worker.failed(place, reason);
    }

    private RequestBody readBody(StreamSourceConduit incoming) {
        body = new RequestBody(incoming, traffic.settings(), this);
        Watch.of(exchange).watch(body);
        return body;
    }

    /** Sees to it that a handler that has swallowed the end of an incomplete body doesn't answer as if it were whole. */
    void correctStatus() {
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
        boolean cut = replaced && exchange.isComplete(); // by us, who have said so already
        int status = Failures.status(thrown, body == null ? null : body.failure(),
                cut || !exchange.getConnection().isOpen());
        if (status == StatusCodes.INTERNAL_SERVER_ERROR && worker.isInterrupted()) { // and it was logged where it stood
            status = StatusCodes.SERVICE_UNAVAILABLE;
        }
        if (status == StatusCodes.INTERNAL_SERVER_ERROR) {
            worker.failed(blame.of(thrown), thrown);
        } else {
            LOG.debugf(thrown, "%s %s is answered with %d", exchange.getRequestMethod(), exchange.getRequestURI(),
                    status);
        }
        Failures.answer(exchange, status);
    }

    /**
     * Is the first of the listeners that are told of the end, so that one of the application's that fails doesn't keep it
     * from those that give back what the request has.
     */
    void end(ExchangeCompletionListener.NextListener others) {
        try {
            others.proceed();
        } catch (RuntimeException | Error e) {
            worker.failed(blame.current(), e);
            IoUtils.safeClose(exchange.getConnection()); // Undertow doesn't know that it could be used again
            complete();
        }
    }

    /** Says that its exchange is over; more than once does nothing. */
    void complete() {
        if (completed) {
            return;
        }
        completed = true;
        exchange.setDispatchExecutor(exchange.getIoThread()); // where the next request of the connection is read
        RouteMetrics counted = metrics == null ? traffic.metrics().unmatched() : metrics;
        counted.count(exchange.getRequestMethod().toString(), exchange.getStatusCode(), System.nanoTime() - began,
                stripe);
        if (session != null) {
            session.requestDone();
        }
        if (unit != null) {
            unit.complete();
        } else if (!over) {
            worker.release(stripe);
            ended();
        }
    }

    private void ended() {
        over = true;
        if (admitted) {
            traffic.gate().leave(stripe);
        }
    }
}
