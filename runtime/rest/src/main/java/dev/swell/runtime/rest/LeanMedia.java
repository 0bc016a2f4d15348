package dev.swell.runtime.rest;

import static org.jboss.resteasy.core.registry.SegmentNode.createSortFactor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
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
    private final MediaType answered;
    private final boolean takesNothing;
    private final Verdicts<Boolean> accepts = new Verdicts<>(this::accepts);
    private final Verdicts<Content> contents = new Verdicts<>(this::content);

    /**
     * A body that the method takes.
     *
     * @param isReadable whether it is read as JSON, or not at all
     */
    private record Content(MediaType type, boolean isReadable) {}

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
        this.answered = answered(produced);
        this.takesNothing = invoker.doesConsume(null);
    }

    private static MediaType answered(MediaType produced) {
        boolean isWhole = produced.getParameters().containsKey(MediaType.CHARSET_PARAMETER)
                || !MediaTypeHelper.isTextLike(produced);
        return isWhole ? produced : produced.withCharset(StandardCharsets.UTF_8.toString());
    }

    /** Returns the type of the answers, with the charset that RESTEasy adds. */
    MediaType answered() {
        return answered;
    }

    /**
     * Tells whether a client gets this type, spelled as the method spells it.
     *
     * @param accept the values of its Accept header, or null
     */
    boolean isAccepted(List<String> accept) {
        return accept == null || accept.size() == 1 && accepts.of(accept.get(0)).isPresent();
    }

    private Optional<Boolean> accepts(String header) {
        List<MediaType> wanted = RequestHeaders.of(HttpHeaders.ACCEPT, header).getAcceptableMediaTypes();
        boolean isChosen = invoker.doesProduce(wanted.stream().map(WeightedMediaType::parse).toList())
                && wanted.stream().filter(produced::isCompatible).map(type -> createSortFactor(type, produced))
                        .allMatch(
                                factor -> factor.type.equals(produced.getType())
                                        && factor.subtype.equals(produced.getSubtype()));
        return isChosen ? Optional.of(true) : Optional.empty();
    }

    /** Tells whether the method takes a body of that Content-Type, the values of which may be null. */
    boolean isConsumed(List<String> contentType) {
        return contentType == null ? takesNothing
                : contentType.size() == 1 && contents.of(contentType.get(0)).isPresent();
    }

    /** Returns what a Content-Type means, or null if the body isn't one that can be read on the short way. */
    MediaType readable(List<String> contentType) {
        Content content = contentType.size() == 1 ? contents.of(contentType.get(0)).orElse(null) : null;
        return content == null || !content.isReadable ? null : content.type;
    }

    /** Tells whether it can do without a body. */
    boolean isBodiless() {
        return body == null && takesNothing;
    }

    private Optional<Content> content(String header) {
        MediaType type = RequestHeaders.of(HttpHeaders.CONTENT_TYPE, header).getMediaType();
        Arrays.stream(invoker.getConsumes()).forEach(consumed -> createSortFactor(type, consumed)); // may throw
        return invoker.doesConsume(type) ? Optional.of(new Content(type, body == null || isJson(body, type, factory)))
                : Optional.empty();
    }

    /** Tells whether a body of that type is read as JSON. */
    static boolean isJson(Parameter body, MediaType type, ResteasyProviderFactoryImpl factory) {
        return factory.getServerMessageBodyReader(body.getType(), body.getGenericType(), body.getAnnotations(), type,
                RESTEasyTracingLogger.empty()) instanceof JsonProvider;
    }
}
