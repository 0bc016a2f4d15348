package dev.swell.runtime.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.xnio.conduits.StreamSinkConduit;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;

/**
 * Has HTML pages of the application load the script that reloads them, and no page be kept by the browser. The script's
 * element comes after the end of the page, where browsers take it for a part of the body. A content security policy stays
 * as it is: where it doesn't allow scripts of the page's own origin, the page is as good as without.
 */
record ReloadScript(long shown) implements ConduitWrapper<StreamSinkConduit> {

    static final String PATH = "/.swell/dev/reload.js";

    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString DESTINATION = new HttpString("Sec-Fetch-Dest");
    private static final Set<String> PAGES = Set.of("document", "iframe", "frame");
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/_=-]+)'");

    /** Returns the element that loads the script. */
    static String element(long shown, String attributes) {
        return "<script src=\"" + PATH + "?" + Pages.SHOWN + "=" + shown + "\"" + attributes + "></script>";
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (!isWholePage(exchange, headers)) {
            return factory.create();
        }
        byte[] script = element(shown, nonce(headers)).getBytes(US_ASCII);
        long length = exchange.getResponseContentLength();
        if (length >= 0) {
            exchange.setResponseContentLength(length + script.length);
        }
        return new Appended(factory.create(), script);
    }

    private static boolean isWholePage(HttpServerExchange exchange, HeaderMap headers) {
        String type = headers.getFirst(Headers.CONTENT_TYPE);
        String destination = exchange.getRequestHeaders().getFirst(DESTINATION);
        return type != null && isHtml(type.toLowerCase(Locale.ROOT)) && hasBody(exchange.getStatusCode())
                && !headers.contains(Headers.CONTENT_ENCODING)
                && (destination == null || PAGES.contains(destination));
    }

    private static boolean isHtml(String type) {
        return (type.equals("text/html") || type.startsWith("text/html;")) && !type.contains("utf-16");
    }

    private static boolean hasBody(int status) {
        return status >= StatusCodes.OK && status != StatusCodes.NO_CONTENT && status != StatusCodes.PARTIAL_CONTENT
                && status != StatusCodes.NOT_MODIFIED;
    }

    private static String nonce(HeaderMap headers) {
        String policy = headers.getFirst(POLICY);
        Matcher nonce = NONCE.matcher(policy == null ? "" : policy);
        return nonce.find() ? " nonce=\"" + nonce.group(1) + "\"" : "";
    }
}
