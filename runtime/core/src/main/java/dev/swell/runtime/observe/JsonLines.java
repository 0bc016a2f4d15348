package dev.swell.runtime.observe;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** One JSON object a line. */
final class JsonLines extends Formatter {

    // the default pool is a thread-local, of which each virtual thread would make its own
    private final JsonFactory json = JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    @Override
    public String format(LogRecord line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator object = json.createGenerator(text)) {
            object.writeStartObject();
            object.writeStringField("time", line.getInstant().toString());
            object.writeStringField("level", LogLines.level(line));
            object.writeStringField("category", LogLines.category(line));
            object.writeStringField("thread", Thread.currentThread().getName());
            object.writeStringField("message", formatMessage(line));
            if (line.getThrown() != null) {
                object.writeStringField("stackTrace", StackTrace.of(line.getThrown()));
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
