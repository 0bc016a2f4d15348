package dev.swell.endtoend.documentation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.undertow.util.StatusCodes;

/** Does what {@code curl} does with the options that the pages use. Its cookie jar lasts as long as the object. */
final class Curl {

    private static final String BOUNDARY = "swell-documentation";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> jar = new TreeMap<>();
    private final Path directory;
    private final UnaryOperator<String> address;

    /**
     * Makes one.
     *
     * @param directory where files to be sent are
     * @param address turns an address of a page into the real one
     */
    Curl(Path directory, UnaryOperator<String> address) {
        this.directory = directory;
        this.address = address;
    }

    /** What the options say. */
    private static final class Order {
        private final List<String> headers = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private String method;
        private String data;
        private String url;
        private boolean head;
        private boolean sendsJar;
        private boolean keepsJar;
    }

    /**
     * Returns the lines that are printed; the headers of {@code -i} in the order of those shown, the others after them.
     */
    List<String> run(List<String> arguments, List<String> shown) throws IOException, InterruptedException {
        Order order = read(arguments.iterator());
        HttpResponse<String> response = client.send(request(order),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (order.keepsJar) {
            response.headers().allValues("Set-Cookie").forEach(this::keep);
        }
        List<String> lines = new ArrayList<>();
        if (order.head) {
            lines.add("HTTP/1.1 " + response.statusCode() + " " + StatusCodes.getReason(response.statusCode()));
            Stream<String> headers = response.headers().map().entrySet().stream()
                    .flatMap(
                            header -> header.getValue().stream().map(value -> written(header.getKey()) + ": " + value));
            headers.sorted(Comparator.comparingInt(header -> place(header, shown))).forEach(lines::add);
            lines.add("");
        }
        response.body().lines().forEach(lines::add);
        return lines;
    }

    /** Returns a header's name as servers write it; the client has it in small letters. */
    private static String written(String name) {
        return Pattern.compile("\\b[a-z]").matcher(name).replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT));
    }

    private static int place(String header, List<String> shown) {
        int place = shown.indexOf(header);
        return place < 0 ? shown.size() : place;
    }

    private static Order read(Iterator<String> arguments) {
        Order order = new Order();
        while (arguments.hasNext()) {
            String argument = arguments.next();
            switch (argument) {
                case "-i" -> order.head = true;
                case "-N", "-s" -> {} // both are about what is shown meanwhile
                case "-X" -> order.method = arguments.next();
                case "-H" -> order.headers.add(arguments.next());
                case "-u" -> order.headers.add("Authorization: Basic "
                        + Base64.getEncoder().encodeToString(arguments.next().getBytes(StandardCharsets.UTF_8)));
                case "-d" -> order.data = order.data == null ? arguments.next() : order.data + "&" + arguments.next();
                case "-F" -> order.parts.add(arguments.next());
                case "-b" -> readCookies(order, arguments.next());
                case "-c" -> order.keepsJar = !arguments.next().isEmpty();
                default -> order.url = url(argument);
            }
        }
        return order;
    }

    private static void readCookies(Order order, String cookies) {
        if (cookies.contains("=")) {
            order.headers.add("Cookie: " + cookies);
        } else {
            order.sendsJar = true;
        }
    }

    private static String url(String argument) {
        if (!argument.startsWith("http://")) {
            throw new IllegalArgumentException("'" + argument + "' is no option of curl that this test knows");
        }
        return argument;
    }

    private HttpRequest request(Order order) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.apply(order.url))).timeout(PATIENCE);
        for (String header : order.headers) {
            int colon = header.indexOf(':');
            request.header(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        if (order.sendsJar && !jar.isEmpty()) {
            jar.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        }
        String body = order.parts.isEmpty() ? order.data : multipart(order.parts);
        if (body != null && order.headers.stream().noneMatch(header -> header.startsWith("Content-Type:"))) {
            request.header("Content-Type", order.parts.isEmpty() ? "application/x-www-form-urlencoded"
                    : "multipart/form-data; boundary=" + BOUNDARY);
        }
        String method = order.method != null ? order.method : body == null ? "GET" : "POST";
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }

    private String multipart(List<String> parts) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            String name = part.substring(0, part.indexOf('='));
            String value = part.substring(part.indexOf('=') + 1);
            body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(name);
            if (value.startsWith("@")) {
                body.append("\"; filename=\"").append(value.substring(1)).append("\"\r\nContent-Type: text/plain");
                value = Files.readString(directory.resolve(value.substring(1)));
            } else {
                body.append('"');
            }
            body.append("\r\n\r\n").append(value).append("\r\n");
        }
        return body.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        jar.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
}
