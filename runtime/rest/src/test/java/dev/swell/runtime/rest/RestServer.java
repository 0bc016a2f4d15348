package dev.swell.runtime.rest;

import dev.swell.runtime.http.TestServer;

/** A server with REST for a few bean classes. */
final class RestServer {

    /** The system property that has RESTEasy answer everything. */
    static final String LIBRARY_ONLY = "test.library";

    private RestServer() {}

    static TestServer of(Class<?>... beans) {
        return with(beans).start();
    }

    static TestServer.Builder with(Class<?>... beans) {
        return with(!Boolean.getBoolean(LIBRARY_ONLY), beans).clientPort(Recorder::record);
    }

    /** Prepares one that answers on the short way, or leaves everything to RESTEasy. */
    static TestServer.Builder with(boolean lean, Class<?>... beans) {
        return TestServer.with(beans).extensions(new RestWorkerAddOn().extensions()).addOn(new RestAddOn(lean));
    }
}
