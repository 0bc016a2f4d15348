package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.worker.launch.Sources;

/** What of a session-scoped bean crosses to the next worker, and what is said of the rest. */
class CarriedFieldsTest {

    private static final String LEFT_OUT = "SWELL-206";
    private static final String DROPPED = "SWELL-207";

    private static final String PAGE = """
            public class Page {
                public interface Face {}
                @Inject State state;
                @Route("/fill") void fill(HttpServerExchange exchange) {
                    state.fill();
                }
                @Route("/show") void show(HttpServerExchange exchange) {
                    exchange.getResponseSender().send(state.show());
                }
            }""";

    @TempDir
    private Path folder;
    private LoggedLines lines;
    private ReloadingServer server;
    private ReloadingServer.Client client;

    @BeforeEach
    void listen() {
        lines = LoggedLines.of("dev.swell.worker");
    }

    @AfterEach
    void stop() {
        lines.close();
        server.close();
    }

    /** A session-scoped bean with these members and two methods. */
    private static Sources state(String members, String fill, String show) {
        return new Sources().type("Page", PAGE).type("State", """
                @SessionScoped public class State implements java.io.Serializable {
                    %s
                    void fill() { %s }
                    String show() { return "" + (%s); }
                }""".formatted(members, fill, show));
    }

    private void fill(Sources first) throws IOException {
        server = ReloadingServer.start(folder, first);
        client = server.client();
        client.get("/fill");
    }

    private String after(Sources next) throws IOException {
        server.reload(next);
        return client.get("/show");
    }

    private String carry(String members, String fill, String show) throws IOException {
        fill(state(members, fill, show));
        return after(state(members, "", show));
    }

    private String carry(String before, String fill, String after, String show) throws IOException {
        fill(state(before, fill, "null"));
        return after(state(after, "", show));
    }

    private void assertNothingIsSaid() {
        assertThat(lines.withId(LEFT_OUT)).isEmpty();
        assertThat(lines.withId(DROPPED)).isEmpty();
    }

    @Test
    void valuesOfAllKindsCross() throws IOException {
        assertThat(carry("""
                int number; boolean flag; String text = "initial"; Double boxed; byte[] bytes; String[] array;
                private final List<String> list = new ArrayList<>(); Map<String, java.time.Instant> map; Class<?> type;
                java.time.DayOfWeek day;
                """, """
                number = 1; flag = true; text = null; boxed = 1.5; bytes = new byte[]{7}; array = new String[]{"x"};
                list.add("one"); map = new TreeMap<>(Map.of("epoch", java.time.Instant.EPOCH)); type = State.class;
                day = java.time.DayOfWeek.MONDAY;
                """, """
                "" + number + flag + text + boxed + bytes[0] + array[0] + list + map + type + day
                """)).isEqualTo("1truenull1.57x[one]{epoch=1970-01-01T00:00:00Z}class app.StateMONDAY");
        assertNothingIsSaid();
    }

    @Test
    void primitivesAreWidened() throws IOException {
        assertThat(carry("byte a; short b; char c; int d; long e; float f; int g;",
                "a = 1; b = 2; c = 'c'; d = 4; e = 5; f = 6; g = 7;",
                "short a; int b; int c; long d; float e; double f; Integer g;",
                "a + \" \" + b + \" \" + c + \" \" + d + \" \" + e + \" \" + f + \" \" + g"))
                .isEqualTo("1 2 99 4 5.0 6.0 7");
        assertNothingIsSaid();
    }

    @Test
    void whatDoesNotFitIsDroppedAlone() throws IOException {
        assertThat(carry("long a = 1; String b = \"b\"; Integer c; Object d = new ArrayList<>(); int gone; int kept;",
                "a = 9; b = \"x\"; kept = 9;",
                "int a = 1; int b = 2; int c = 3; String d = \"d\"; int added = 5; int kept;",
                "a + b + c + d + added + kept")).isEqualTo("6d59");
        assertThat(lines.withId(DROPPED)).hasSize(5)
                .anyMatch(line -> line.contains("app.State#a") && line.endsWith("java.lang.Long is no int"))
                .anyMatch(line -> line.contains("app.State#b") && line.endsWith("java.lang.String is no int"))
                .anyMatch(line -> line.contains("app.State#c") && line.endsWith("null is no int"))
                .anyMatch(line -> line.contains("app.State#d")
                        && line.endsWith("java.util.ArrayList is no java.lang.String"))
                .anyMatch(line -> line.contains("app.State#gone") && line.endsWith("no such field to set any more"));
    }

    @Test
    void eachFieldIsNamedOnce() throws IOException {
        fill(state("int gone; Object alone = new Object();", "", "null"));
        ReloadingServer.Client second = server.client();
        second.get("/fill");
        after(state("", "", "null"));
        second.get("/show");
        assertThat(lines.withId(DROPPED)).singleElement().asString().contains("app.State#gone");
        assertThat(lines.withId(LEFT_OUT)).singleElement().asString().contains("app.State#alone");
    }

    @Test
    void whatIsNotStateDoesNotCross() throws IOException {
        assertThat(carry("static int shared = 1; transient int cache = 1; int kept = 1;",
                "shared = 2; cache = 2; kept = 2;", "shared + \" \" + cache + \" \" + kept")).isEqualTo("1 1 2");
        assertNothingIsSaid();
    }

    @Test
    void whatIsInjectedIsInjectedAnew() throws IOException {
        String members = """
                @Inject Event<String> event; @Inject Instance<Part> parts; @Inject Part part; @Inject Basket basket;
                private final Basket byConstructor; private Basket byInitializer; int begun; int kept;
                public State() { byConstructor = null; }
                @Inject State(Basket basket) { byConstructor = basket; }
                @Inject void with(Basket basket) { byInitializer = basket; }
                @PostConstruct void begin() { begun++; }
                """;
        String show = """
                begun + " " + kept + " " + part.count + " " + parts.get().count + " " + basket.count() + " "
                        + byConstructor.count() + " " + byInitializer.count()""";
        String part = "@Dependent public class Part implements java.io.Serializable { int count; }";
        String basket = """
                @SessionScoped public class Basket implements java.io.Serializable {
                    private int count;
                    int count() { return ++count; }
                }""";
        fill(state(members, "kept = 3; begun = 7; part.count = 9; basket.count();", show).type("Part", part)
                .type("Basket", basket));
        assertThat(after(state(members, "", show).type("Part", part).type("Basket", basket)))
                .isEqualTo("7 3 0 0 2 3 4");
        assertNothingIsSaid();
    }

    @Test
    void interceptedBeansAndThoseOfSuperclassesCross() throws IOException {
        Sources[] versions = new Sources[2];
        for (int i = 0; i < 2; i++) {
            versions[i] = new Sources().type("Page", PAGE)
                    .type("Base",
                            "public class Base implements java.io.Serializable { private int n; int next() { return ++n; } }")
                    .type("State", """
                            @SessionScoped @Counted public class State extends Base {
                                private int n = 10;
                                void fill() { next(); n++; }
                                String show() { return next() + " " + n; }
                            }""")
                    .type("Counted", """
                            import jakarta.interceptor.*;
                            import java.lang.annotation.*;
                            @InterceptorBinding @Retention(RetentionPolicy.RUNTIME) @interface Counted {}
                            """)
                    .type("Counting", """
                            import jakarta.interceptor.*;
                            @Counted @jakarta.interceptor.Interceptor @jakarta.annotation.Priority(1)
                            public class Counting implements java.io.Serializable {
                                @AroundInvoke Object count(InvocationContext call) throws Exception {
                                    Object result = call.proceed();
                                    return result instanceof String text ? "(" + text + ")" : result;
                                }
                            }""");
        }
        fill(versions[0]);
        assertThat(after(versions[1])).isEqualTo("(2 11)");
        assertNothingIsSaid();
    }

    @Test
    void whatAProducerMakesCrosses() throws IOException {
        String made = "public class Made implements java.io.Serializable { private int n; int next() { return ++n; } }";
        String state = """
                @ApplicationScoped public class State {
                    %s
                    @Produces @SessionScoped @Named("a") Made a() { return new Made(); }
                    @Produces @SessionScoped @Named("b") Made b() { return new Made(); }
                    @Inject @Named("a") Made one;
                    @Inject @Named("b") Made two;
                    void fill() { one.next(); two.next(); two.next(); }
                    String show() { return one.next() + " " + two.next(); }
                }""";
        fill(new Sources().type("Page", PAGE).type("Made", made).type("State", state.formatted("")));
        assertThat(after(new Sources().type("Page", PAGE).type("Made", made).type("State",
                state.formatted("@Produces @SessionScoped @Named(\"0\") Made first() { return new Made(); }"))))
                .isEqualTo("2 3");
        assertNothingIsSaid();
    }

    @Test
    void whatCannotBeSerializedStartsAnew() throws IOException {
        assertThat(carry(
                """
                        Object alone = "new"; List<Object> in = new ArrayList<>(); Runnable lambda; Other other; int kept;
                        static class Other implements java.io.Serializable {
                            private void writeObject(java.io.ObjectOutputStream out) { throw new IllegalStateException("won't"); }
                        }
                        @Inject State self; List<Object> proxies = new ArrayList<>();
                        """,
                "alone = new Object(); in.add(new Object()); lambda = () -> {}; other = new Other(); kept = 1; proxies.add(self);",
                "\"\" + alone + in + lambda + other + kept + proxies")).isEqualTo("new[]nullnull1[]");
        assertThat(lines.withId(LEFT_OUT)).hasSize(5)
                .anyMatch(line -> line.contains("app.State#alone") && line.contains("Object isn't Serializable"))
                .anyMatch(line -> line.contains("app.State#in ") && line.contains("Object isn't Serializable"))
                .anyMatch(line -> line.contains("app.State#lambda"))
                .anyMatch(line -> line.contains("app.State#other") && line.contains("won't"))
                .anyMatch(line -> line.contains("app.State#proxies") && line.contains("leads to another bean"));
    }

    @Test
    void whatIsChangedWhileItIsWrittenIsWrittenAgain() throws IOException {
        assertThat(carry("""
                Busy busy; Busy always; int kept;
                static class Busy implements java.io.Serializable {
                    int left;
                    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
                        if (left-- > 0) { throw new ConcurrentModificationException(); }
                        out.defaultWriteObject();
                    }
                }
                """, """
                busy = new Busy(); busy.left = 5; always = new Busy(); always.left = Integer.MAX_VALUE; kept = 1;
                """, "(busy != null) + \" \" + always + kept")).isEqualTo("true null1");
        assertThat(lines.withId(LEFT_OUT)).singleElement().asString().contains("app.State#always")
                .contains("requests change it all the time");
    }

    private static Sources items(String members, String fill, String show, String... types) {
        Sources sources = state(members, fill, show);
        for (int i = 0; i < types.length; i += 2) {
            sources.type(types[i], types[i + 1]);
        }
        return sources;
    }

    @Test
    void valuesOfChangedClassesAreReadAsFarAsTheyFit() throws IOException {
        String members = """
                List<Item> items = new ArrayList<>(); Money price; Kind kind; Kind rare; Versioned versioned; int kept;
                Narrow narrow;
                """;
        fill(items(members,
                """
                        items.add(new Item()); price = new Money(5); kind = Kind.BOOK; rare = Kind.MAP; versioned = new Versioned();
                        narrow = new Narrow(); kept = 1;
                        """,
                "null",
                "Item", "public class Item implements java.io.Serializable { String name = \"emma\"; int gone; }",
                "Money", "public record Money(int amount) implements java.io.Serializable {}",
                "Kind", "public enum Kind { MAP, BOOK }",
                "Narrow", "public class Narrow implements java.io.Serializable { int n; }",
                "Versioned",
                "public class Versioned implements java.io.Serializable { static final long serialVersionUID = 1; }"));
        assertThat(after(items(members, "",
                "items.get(0).name + items.get(0).more + price + kind + rare + versioned + narrow + kept",
                "Item", """
                        public class Item implements java.io.Serializable {
                            String name; int more; void added() {}
                        }""",
                "Money", "public record Money(int amount, String currency) implements java.io.Serializable {}",
                "Kind", "public enum Kind { BOOK, CD }",
                "Narrow", "public class Narrow implements java.io.Serializable { long n; }",
                "Versioned",
                "public class Versioned implements java.io.Serializable { static final long serialVersionUID = 2; }")))
                .isEqualTo("emma0Money[amount=5, currency=null]BOOKnullnullnull1");
        assertThat(lines.withId(DROPPED)).hasSize(3)
                .anyMatch(line -> line.contains("app.State#rare") && line.contains("MAP"))
                .anyMatch(line -> line.contains("app.State#narrow") && line.contains("incompatible types for field n"))
                .anyMatch(line -> line.contains("app.State#versioned") && line.contains("serialVersionUID"));
    }

    @Test
    void fieldsThatShareObjectsStillDo() throws IOException {
        String item = "public class Item implements java.io.Serializable { int count; }";
        String extra = "public class Extra implements java.io.Serializable { Item of; }";
        fill(items("List<Item> items = new ArrayList<>(); Map<String, Item> byName = new HashMap<>(); Extra extra;",
                """
                        Item item = new Item(); items.add(item); byName.put("a", item); extra = new Extra(); extra.of = item;
                        """,
                "null", "Item", item, "Extra", extra));
        assertThat(after(items("List<Item> items = new ArrayList<>(); Map<String, Item> byName = new HashMap<>();", "",
                "items.get(0) == byName.get(\"a\")", "Item", item)))
                .as("though the third is of a class that is gone").isEqualTo("true");
        assertThat(lines.withId(DROPPED)).singleElement().asString().contains("app.State#extra")
                .contains("app.Extra");
    }

    @Test
    void aValueOfAClassThatIsGoneIsDropped() throws IOException {
        fill(items("Object value; int kept;", "value = new Item(); kept = 1;", "null", "Item",
                "public class Item implements java.io.Serializable {}"));
        assertThat(after(state("Object value; int kept;", "", "value + \" \" + kept"))).isEqualTo("null 1");
        assertThat(lines.withId(DROPPED)).singleElement().asString().contains("app.State#value")
                .endsWith("there is no class app.Item any more");
    }

    @Test
    void proxiesAreReadAsTheNewCodesClasses() throws IOException {
        String proxy = """
                Comparable<String> proxy;
                static class Same implements java.lang.reflect.InvocationHandler, java.io.Serializable {
                    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) { return 5; }
                }
                """;
        assertThat(carry(proxy, """
                proxy = (Comparable<String>) java.lang.reflect.Proxy.newProxyInstance(State.class.getClassLoader(),
                        new Class<?>[]{Comparable.class, Page.Face.class}, new Same());
                """, "proxy.compareTo(\"\") + \" \" + (proxy instanceof Page.Face)")).isEqualTo("5 true");
    }
}
