package dev.swell.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class StackTraceTest {

    private static final StackTraceElement MAIN = frame("main", 1);

    private static StackTraceElement frame(String method, int line) {
        return new StackTraceElement("app.Tree", method, "Tree.java", line);
    }

    private static Throwable thrown(Stream<StackTraceElement> frames) {
        Throwable thrown = new StackOverflowError();
        thrown.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return thrown;
    }

    private static List<String> lines(Throwable thrown) {
        return StackTrace.of(thrown).lines().toList();
    }

    @Test
    void writesOtherTracesAsTheJdkDoes() {
        Exception cause = new IllegalArgumentException("one");
        cause.addSuppressed(new IllegalStateException("two", new RuntimeException("three")));
        Exception thrown = new Exception("four\nfive", cause);
        thrown.addSuppressed(thrown.getCause());
        StringWriter expected = new StringWriter();
        thrown.printStackTrace(new PrintWriter(expected, true));

        assertThat(StackTrace.of(thrown)).isEqualTo(expected.toString());
    }

    @Test
    void foldsAFrameThatRepeats() {
        assertThat(lines(thrown(Stream.concat(Stream.generate(() -> frame("walk", 7)).limit(1020), Stream.of(MAIN)))))
                .containsExactly("java.lang.StackOverflowError", "\tat app.Tree.walk(Tree.java:7)",
                        "\t... 1019 more times", "\tat app.Tree.main(Tree.java:1)");
    }

    @Test
    void foldsFramesThatRepeatTogether() {
        Stream<StackTraceElement> frames = IntStream.range(0, 500).boxed()
                .flatMap(i -> Stream.of(frame("down", 3), frame("up", 4)));

        assertThat(lines(thrown(Stream.concat(frames, Stream.of(frame("down", 3), MAIN)))))
                .containsExactly("java.lang.StackOverflowError", "\tat app.Tree.down(Tree.java:3)",
                        "\tat app.Tree.up(Tree.java:4)", "\t... these 2 frames 499 more times",
                        "\tat app.Tree.down(Tree.java:3)", "\tat app.Tree.main(Tree.java:1)");
    }

    @Test
    void boundsWhatDoesNotRepeatAndKeepsTheCauses() {
        Throwable deep = thrown(IntStream.range(0, 1024).mapToObj(i -> frame("walk", i)));
        deep.initCause(new IllegalStateException("why"));

        assertThat(lines(new RuntimeException("outer", deep))).hasSizeLessThan(500)
                .contains("Caused by: java.lang.StackOverflowError", "\t... 824 frames left out",
                        "Caused by: java.lang.IllegalStateException: why");
    }

    @Test
    void endsWhereCausesGoInACircle() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);

        assertThat(lines(one)).endsWith("Caused by: [CIRCULAR REFERENCE: java.lang.Exception: one]");
    }
}
