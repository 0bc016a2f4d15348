package dev.swell.runtime.rest;

import static org.jboss.resteasy.core.registry.SegmentNode.createSortFactor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.core.registry.SegmentNode;
import org.jboss.resteasy.spi.metadata.Parameter;
import org.jboss.resteasy.tracing.RESTEasyTracingLogger;
import org.jboss.resteasy.util.MediaTypeHelper;
import org.jboss.resteasy.util.WeightedMediaType;

/** The media types of a method that produces just one, without variations. */
final class LeanMedia {

    private final ResourceMethodInvoker invoker;
    private final ResteasyProviderFactoryImpl factory;
    private final MediaType produced;
    private final Parameter body;

    /**
     * Makes it.
     *
     * @param body the parameter that takes the body, or null
     */
    LeanMedia(ResourceMethodInvoker invoker, ResteasyProviderFactoryImpl factory, Parameter body) {
        this.invoker = invoker;
        this.factory = factory;
        this.produced = invoker.getProduces()[0];
        this.body = body;
    }

    boolean takesBody() {
        return body != null;
    }

    /** Returns the type of the answers, as writers get it. */
    MediaType answered() {
        Map<String, String> charset = produced.getParameters();
        MediaType chosen = new MediaType(produced.getType(), produced.getSubtype(),
                invoker.hasProduces() ? withMark(charset) : charset);
        boolean given = charset.containsKey(MediaType.CHARSET_PARAMETER) || !MediaTypeHelper.isTextLike(chosen);
        return given ? chosen : chosen.withCharset(StandardCharsets.UTF_8.toString());
    }

    private static Map<String, String> withMark(Map<String, String> parameters) {
        Map<String, String> marked = new HashMap<>(parameters);
        marked.put(SegmentNode.RESTEASY_SERVER_HAS_PRODUCES, "true");
        return marked;
    }

    /** Tells whether a client with that Accept header gets this type, spelled as the method spells it. */
    Optional<Boolean> accepts(String header) {
        List<MediaType> wanted = RequestHeaders.of(HttpHeaders.ACCEPT, header).getAcceptableMediaTypes();
        boolean chosen = invoker.doesProduce(wanted.stream().map(WeightedMediaType::parse).toList())
                && wanted.stream().filter(produced::isCompatible).map(type -> createSortFactor(type, produced))
                        .allMatch(
                                factor -> factor.type.equals(produced.getType())
                                        && factor.subtype.equals(produced.getSubtype()));
        return chosen ? Optional.of(true) : Optional.empty();
    }

    /** Returns what that Content-Type means, if the method takes it and reads the body as JSON if at all. */
    Optional<MediaType> content(String header) {
        MediaType type = RequestHeaders.of(HttpHeaders.CONTENT_TYPE, header).getMediaType();
        Arrays.stream(invoker.getConsumes()).forEach(consumed -> createSortFactor(type, consumed)); // may throw
        return invoker.doesConsume(type) && (body == null || isJson(body, type, factory)) ? Optional.of(type)
                : Optional.empty();
    }

    /** Tells whether a body of that type is read as JSON. */
    static boolean isJson(Parameter body, MediaType type, ResteasyProviderFactoryImpl factory) {
        return factory.getServerMessageBodyReader(body.getType(), body.getGenericType(), body.getAnnotations(), type,
                RESTEasyTracingLogger.empty()) instanceof JsonProvider;
    }
}
