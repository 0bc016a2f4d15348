package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpMessages.MESSAGES;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;
import io.undertow.server.handlers.form.MultiPartParserDefinition;
import io.undertow.util.BadRequestException;
import io.undertow.util.FlexBase64;
import io.undertow.util.Headers;
import io.undertow.util.MalformedMessageException;

/**
 * Reads forms, so that handlers and observers find their values at the exchange, as {@link FormDataParser#FORM_DATA}. Files
 * are kept on disk, and Undertow deletes them with the exchange. What can't be read is the client's fault: 400.
 */
final class Forms {

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final int MAX_VALUES = 1000;

    private final MultiPartParserDefinition multipart = new MultiPartParserDefinition()
            .setDefaultEncoding(StandardCharsets.UTF_8.name());

    /** Reads the request's body if it is a form. Blocks. */
    void read(HttpServerExchange exchange) throws IOException, BadRequestException {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null) {
            return;
        }
        if (is(type, URLENCODED)) {
            exchange.putAttachment(FormDataParser.FORM_DATA, readUrlencoded(exchange, type));
        } else if (is(type, MultiPartParserDefinition.MULTIPART_FORM_DATA)) {
            readMultipart(exchange);
        }
    }

    private static boolean is(String type, String expected) {
        return type.regionMatches(true, 0, expected, 0, expected.length())
                && (type.length() == expected.length() || " \t;".indexOf(type.charAt(expected.length())) >= 0);
    }

    /** Undertow's own parser would leave out what it can't decode. */
    private static FormData readUrlencoded(HttpServerExchange exchange, String type)
            throws IOException, BadRequestException {
        FormData form = new FormData(MAX_VALUES);
        String text = new String(exchange.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            Charset charset = charset(type);
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                if (!pair.isEmpty()) {
                    form.add(decode(name, charset), decode(value, charset));
                }
            }
            return form;
        } catch (RuntimeException e) { // not decodable, or too many
            throw MESSAGES.unreadableForm(e.getMessage(), e);
        }
    }

    private static Charset charset(String type) {
        String name = Headers.extractQuotedValueFromHeader(type, "charset");
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    private static String decode(String text, Charset charset) {
        // bytes above 127 may come unencoded
        String bytes = text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text
                : URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), charset);
    }

    private void readMultipart(HttpServerExchange exchange) throws IOException, BadRequestException {
        try {
            FormDataParser parser = multipart.create(exchange);
            if (parser == null) {
                throw MESSAGES.unreadableForm("it has no boundary", null);
            }
            parser.parseBlocking();
        } catch (FileSystemException e) {
            throw e;
        } catch (MalformedMessageException | RuntimeException e) {
            throw MESSAGES.unreadableForm(e.getMessage(), e);
        } catch (IOException e) {
            if (exchange.isRequestComplete() || isUndecodable(e)) { // complete: it ended before its last boundary
                throw MESSAGES.unreadableForm(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Tells whether a part isn't the base64 that it claims to be. Only who threw tells it from a full disk. */
    private static boolean isUndecodable(IOException failure) {
        return Arrays.stream(failure.getStackTrace()).findFirst()
                .filter(thrower -> thrower.getClassName().startsWith(FlexBase64.class.getName())).isPresent();
    }
}
