package dev.swell.runtime.rest;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/** The same comparisons with filters: nothing is answered on the short way, but the method is known before RESTEasy looks. */
class LeanFilteredBytesTest extends LeanBytesTest {

    /** Lets other sites ask, and tells what it sees. */
    @Provider
    @ApplicationScoped
    public static class Cors implements ContainerRequestFilter, ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getMethod().equals("DELETE")) {
                request.abortWith(Response.status(405).build());
            } else if (request.getHeaderString("X-Number") != null) {
                request.getHeaders().putSingle("X-Number", "42");
            }
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            UriInfo uri = request.getUriInfo();
            response.getHeaders().add("Access-Control-Allow-Origin", "*");
            response.getHeaders().add("X-Seen", response.getStatus() + " " + response.getMediaType() + " "
                    + uri.getPathParameters() + uri.getPathParameters(false) + uri.getMatchedURIs()
                    + uri.getMatchedResources().size() + uri.getMatchedResourceTemplate());
        }
    }

    /** Changes what some requests ask for. */
    @Provider
    @PreMatching
    @ApplicationScoped
    public static class Changing implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String path = request.getUriInfo().getPath();
            if (path.endsWith("/types/1/2/DAYS")) {
                request.setRequestUri(request.getUriInfo().getBaseUriBuilder().path("plain/types/3/4/HOURS").build());
            } else if (request.getMethod().equals("PATCH")) {
                request.setMethod("GET");
            } else if ("text/html".equals(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))) {
                request.abortWith(Response.noContent().build());
            } else if ("Ann".equals(request.getHeaderString("X-Name"))) {
                request.getHeaders().putSingle(HttpHeaders.ACCEPT, "application/json");
            }
        }
    }

    @Override
    Class<?>[] beans() {
        return Stream.concat(Stream.of(BEANS), List.of(Cors.class, Changing.class).stream()).toArray(Class<?>[]::new);
    }
}
