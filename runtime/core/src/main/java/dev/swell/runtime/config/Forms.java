package dev.swell.runtime.config;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.swell.extension.model.ByteSize;
import dev.swell.extension.schedule.CronExpression;
import dev.swell.extension.schedule.Schedule;
import dev.swell.extension.schedule.TimeSpan;

/** The forms that values have. */
final class Forms {

    private static final int LAST_PORT = 65535;
    private static final String PRINTABLE = "[^\\p{Cntrl}]+";

    static final Form<Boolean> SWITCH = new Form<>("'true' or 'false'", text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text);
    });
    static final Form<Boolean> DURABLE = new Form<>("'delayed' or 'all'", text -> switch (text) {
        case "delayed" -> false;
        case "all" -> true;
        default -> throw new IllegalArgumentException(text);
    });
    static final Form<String> HOST = matching(
            "a host name or an address, such as 'localhost', '127.0.0.1', '0.0.0.0' or '::'",
            "[A-Za-z0-9._:%-]+");
    static final Form<String> TOKEN = matching("a name of letters, digits, '-', '_' and '.', such as 'SWELLSESSION'",
            "[A-Za-z0-9._-]+");
    static final Form<Optional<String>> LINE = optional(
            matching("one line of printable ASCII characters, such as 'Swell' or '1.4.2'", "[\\x20-\\x7e]+"));
    static final Form<String> NAME = matching("a name of letters, digits, '-', '_' and '.', such as 'shop.payments'",
            "[A-Za-z0-9._-]+");
    static final Form<List<String>> NAMES = listOf(
            matching("names with commas between, such as 'application,shop.payments'", "[A-Za-z0-9._-]+"));
    /** Any text, so that none is ever quoted as a bad one. */
    static final Form<Optional<Secret>> SECRET = new Form<>("any text",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text)));
    static final Form<Optional<URI>> HTTP_ADDRESS = optional(new Form<>(
            "an address without user or query, such as 'http://apollo.example:8080'", Forms::httpAddress));
    static final Form<Integer> PORT = new Form<>("a port from 0 to 65535, such as '8080', or '0' for any free one",
            text -> (int) number(text, 0, LAST_PORT));
    static final Form<OptionalInt> PORT_OR_OFF = new Form<>(
            "a port from 0 to 65535, such as '9000', or '0' for any free one, or 'off'",
            text -> text.equals("off") ? OptionalInt.empty() : OptionalInt.of(PORT.read(text)));
    static final Form<Optional<Path>> DIRECTORY_OR_NONE = new Form<>(
            "the path of a directory, such as '.swell' or '/run/shop', or 'none'", Forms::directory);
    static final Form<Set<String>> CLASS_NAMES = setOf(
            matching("names of classes with commas between, such as 'com.acme.Cart,com.acme.Prices'",
                    "\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*"));
    static final Form<Set<String>> ORIGINS = setOf(
            matching("origins with commas between, such as 'https://shop.example,http://localhost:3000'",
                    "(?i)[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:\\d{1,5})?"));

    static final Form<String> INTERVAL = job("a time, such as '250ms', '10s' or 'PT0.5S', or 'off'",
            Schedule.Every::parse);
    static final Form<String> CRON = job("a cron expression of five or six fields, or 'off'",
            CronExpression::parse);
    static final Form<String> JOB_SWITCH = new Form<>(SWITCH.allowed(), text -> String.valueOf(SWITCH.read(text)));
    static final Form<List<Path>> PATHS = listOf(path());
    static final Form<Optional<List<Path>>> PATHS_OR_NONE = new Form<>(PATHS.allowed() + ", or 'none'",
            text -> text.isEmpty() ? Optional.empty()
                    : Optional.of(text.equals("none") ? List.of() : PATHS.read(text)));
    static final Form<List<String>> GLOBS = listOf(glob());
    static final Form<List<String>> EXTENSIONS = listOf(
            matching("ends of file names with commas between, such as 'class,properties'", "[^,/\\s.][^,/\\s]*"));
    static final Form<List<String>> ARGUMENTS = listOf(
            matching("options of javac with commas between, such as '-Xlint:all,--enable-preview'", PRINTABLE));

    private Forms() {}

    static Form<Integer> count(int least, int most) {
        return new Form<>("a whole number from " + least + " to " + most, text -> (int) number(text, least, most));
    }

    static Form<Long> size(String least, String most) {
        return new Form<>("a size from " + least + " to " + most + ", such as '512', '16K', '4M' or '1G'",
                text -> inRange(ByteSize.parse(text), ByteSize.parse(least), ByteSize.parse(most)));
    }

    static Form<Duration> duration(String least, String most) {
        return new Form<>("a time from " + least + " to " + most + ", such as '500ms', '30s', '5m', '1h' or 'PT0.5S'",
                text -> {
                    Duration duration = TimeSpan.parse(text);
                    if (duration.compareTo(TimeSpan.parse(least)) < 0 || duration.compareTo(TimeSpan.parse(most)) > 0) {
                        throw new IllegalArgumentException(text);
                    }
                    return duration;
                });
    }

    static Form<Optional<Duration>> durationOrOff(String least, String most) {
        Form<Duration> duration = duration(least, most);
        return new Form<>(duration.allowed() + ", or 'off'",
                text -> text.equals("off") ? Optional.empty() : Optional.of(duration.read(text)));
    }

    static <E extends Enum<E>> Form<E> choice(Class<E> type, Function<E, String> writing) {
        E[] all = type.getEnumConstants();
        String allowed = Arrays.stream(all).map(value -> "'" + writing.apply(value) + "'")
                .collect(Collectors.joining(", "));
        return new Form<>("one of " + allowed, text -> Arrays.stream(all)
                .filter(value -> writing.apply(value).equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)));
    }

    /** What the extension reads again, together with what stands at the job. */
    private static Form<String> job(String allowed, Function<String, ?> check) {
        return new Form<>(allowed, text -> {
            if (!text.equals(Schedule.OFF)) {
                check.apply(text);
            }
            return text;
        });
    }

    private static Form<String> matching(String allowed, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Form<>(allowed, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    static <T> Form<Optional<T>> optional(Form<T> form) {
        return new Form<>(form.allowed(), text -> text.isEmpty() ? Optional.empty() : Optional.of(form.read(text)));
    }

    private static Form<Set<String>> setOf(Form<String> element) {
        return new Form<>(element.allowed(), text -> {
            Set<String> elements = new LinkedHashSet<>();
            for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                elements.add(element.read(part.strip()));
            }
            return Set.copyOf(elements);
        });
    }

    private static URI httpAddress(String text) {
        URI address = URI.create(text);
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null
                || address.getRawUserInfo() != null || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }

    private static Optional<Path> directory(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("none") ? Optional.empty() : Optional.of(Path.of(text));
    }

    static <T> Form<List<T>> listOf(Form<T> element) {
        return new Form<>(element.allowed(), text -> text.isEmpty() ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).map(element::read).toList());
    }

    private static Form<Path> path() {
        Form<String> name = matching("paths with commas between, such as 'src,../common/src'", PRINTABLE);
        return new Form<>(name.allowed(), text -> Path.of(name.read(text)));
    }

    private static Form<String> glob() {
        Form<String> glob = matching("globs with commas between, such as '*.log,generated/**'", PRINTABLE);
        return new Form<>(glob.allowed(), text -> {
            FileSystems.getDefault().getPathMatcher("glob:" + glob.read(text));
            return text;
        });
    }

    private static long number(String text, long least, long most) {
        return inRange(Long.parseLong(text), least, most);
    }

    private static long inRange(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        return value;
    }
}
