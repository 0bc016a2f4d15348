package dev.swell.runtime.rest;

import java.util.List;

import jakarta.ws.rs.core.PathSegment;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.registry.SegmentNode;

/**
 * What RESTEasy finds when it compares a request with its methods, for methods where that is known before: no other method
 * can answer their paths, and they produce one media type. Spares the comparison.
 */
final class KnownMatch {

    /**
     * A variable of the template.
     *
     * @param segment which segment of the path it is, without the application path
     */
    record Variable(String name, int segment) {}

    private final ResourceMethodInvoker invoker;
    private final LeanMedia media;
    private final String template;
    private final String label;
    private final int outerSegments;
    private final List<Variable> variables;

    /**
     * Makes it.
     *
     * @param template as RESTEasy has it
     * @param label the template with the application path
     * @param outerSegments how many segments the class's template has
     */
    KnownMatch(ResourceMethodInvoker invoker, LeanMedia media, String template, String label, int outerSegments,
            List<Variable> variables) {
        this.invoker = invoker;
        this.media = media;
        this.template = template;
        this.label = label;
        this.outerSegments = outerSegments;
        this.variables = variables;
    }

    /** Returns the method if RESTEasy would find it for this request, which is changed as RESTEasy would; else null. */
    ResourceMethodInvoker of(ExchangeRequest request) {
        RequestHeaders headers = request.getHttpHeaders();
        boolean isKnown = request.isAsItCame() && media.isAccepted(headers.accept())
                && media.isConsumed(headers.contentType());
        if (!isKnown) {
            return null;
        }
        ResourceUri uri = request.uri();
        uri.pushMatchedURI(outer(uri.getMatchingPath()));
        request.setAttribute(SegmentNode.RESTEASY_CHOSEN_ACCEPT, media.answered());
        variables.forEach(variable -> put(variable, uri));
        uri.matched(template, label);
        return invoker;
    }

    private String outer(String path) {
        int end = 0;
        for (int i = 0; i < outerSegments && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    private static void put(Variable variable, ResourceUri uri) {
        PathSegment encoded = uri.getPathSegments(false).get(variable.segment);
        uri.addEncodedPathParameter(variable.name, encoded.getPath());
        uri.getEncodedPathParameterPathSegments().add(variable.name, new PathSegment[]{encoded});
        uri.getPathParameterPathSegments().add(variable.name,
                new PathSegment[]{uri.getPathSegments().get(variable.segment)});
    }
}
