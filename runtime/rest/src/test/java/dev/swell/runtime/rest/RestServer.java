package dev.swell.runtime.rest;

import dev.swell.runtime.http.TestServer;

/** A server with REST for a few bean classes. */
final class RestServer {

    private RestServer() {}

    static TestServer of(Class<?>... beans) {
        return with(beans).start();
    }

    static TestServer.Builder with(Class<?>... beans) {
        return TestServer.with(beans).extensions(new RestWorkerAddOn().extensions()).addOn(new RestAddOn());
    }
}
