package dev.swell.runtime.rest;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.activation.DataSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.jakarta.rs.cfg.JakartaRSFeature;
import com.fasterxml.jackson.jakarta.rs.cfg.ObjectWriterInjector;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import com.fasterxml.jackson.jakarta.rs.json.JsonEndpointConfig;

/** Reads and writes JSON. A mapper that the application has, as a bean or from a {@code ContextResolver}, is preferred. */
@Consumes({MediaType.APPLICATION_JSON, "application/*+json", "text/json"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json", "text/json"})
final class JsonProvider extends JacksonJsonProvider {

    /** Writes values of one class that are declared and annotated in one way. */
    interface Writing {
        void write(Object value, OutputStream body) throws IOException;
    }

    private record Known(Type generic, Annotation[] annotations, Writing writing) {
        boolean isFor(Type otherGeneric, Annotation[] others) {
            if (!Objects.equals(generic, otherGeneric) || annotations.length != others.length) {
                return false;
            }
            for (int i = 0; i < others.length; i++) {
                if (annotations[i] != others[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<Class<?>, Known> known = new ConcurrentHashMap<>();
    private final ObjectMapper fallback;
    private final boolean remembers;

    /**
     * Makes one.
     *
     * @param fallback for types that no {@code ContextResolver} has one for
     * @param remembers whether what Jackson looks up for each value is remembered
     */
    JsonProvider(ObjectMapper fallback, boolean remembers) {
        this.fallback = fallback;
        this.remembers = remembers;
        List.of(File.class, Path.class, DataSource.class).forEach(this::addUntouchable); // REST has its own writers for them
        disable(JakartaRSFeature.ALLOW_EMPTY_INPUT); // a resource that wants an object shall not get null
    }

    /** Returns the mapper for applications that have none: dates as ISO 8601 texts, unknown properties are let pass. */
    static ObjectMapper mapper(ClassLoader loader) {
        JsonFactory factory = JsonFactory.builder() // no thread-locals, as there may be a thread for each request
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();
        return JsonMapper.builder(factory)
                .typeFactory(TypeFactory.defaultInstance().withClassLoader(loader))
                // what it adds to the type factory gives that a cache of its own: the shared one would hold the class loader
                .addModule(new Jdk8Module()).addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @Override
    public ObjectMapper locateMapper(Class<?> type, MediaType media) {
        ObjectMapper own = _locateMapperViaProvider(type, media);
        return own == null ? fallback : own;
    }

    /** Where neither resource nor client names a type, JSON it is. */
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return super.isWriteable(type, generic, annotations,
                media != null && media.isWildcardSubtype() ? MediaType.APPLICATION_JSON_TYPE : media);
    }

    @Override
    public void writeTo(Object value, Class<?> type, Type generic, Annotation[] annotations, MediaType media,
            MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
        boolean isPlain = remembers && annotations != null && ObjectWriterInjector.get() == null;
        Writing writing = isPlain ? known(type, generic, annotations, media) : null;
        if (writing == null) {
            super.writeTo(value, type, generic, annotations, media, headers, new Unflushed(body));
        } else {
            writing.write(value, body);
        }
    }

    private Writing known(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        Known last = known.get(type);
        if (last == null || !last.isFor(generic, annotations)) {
            last = new Known(generic, annotations.clone(), writing(type, generic, annotations, media));
            known.put(type, last);
        }
        return last.writing;
    }

    /** Prepares to read what {@link #readFrom} would, which looks all this up for each body. */
    @SuppressWarnings("unchecked") // as Jackson declares it
    ObjectReader reader(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        ObjectReader reader = _endpointForReading((Class<Object>) type, generic, annotations, media, null).getReader();
        return reader.forType(reader.getTypeFactory().constructType(generic));
    }

    /** Reads a body as {@link #readFrom} does. */
    Object read(ObjectReader reader, InputStream body) throws IOException {
        try (JsonParser parser = _createParser(reader, body)) {
            if (parser.nextToken() == null) {
                throw _createNoContentException();
            }
            return reader.readValue(parser);
        }
    }

    /** Prepares to write values of that class as Jackson's provider does, which looks all this up for each; null if it can't. */
    Writing writing(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        JsonEndpointConfig endpoint = _endpointForWriting(null, type, generic, annotations, media, null);
        ObjectWriter plain = endpoint.getWriter();
        if (plain.isEnabled(SerializationFeature.INDENT_OUTPUT)) {
            return null;
        }
        ObjectWriter writer = typed(plain, type, generic);
        JsonEncoding encoding = findEncoding(media, null);
        return (value, body) -> {
            // closed after a failure, too, which writes as much as there is: then it is known whether that has left
            try (JsonGenerator generator = _createGenerator(plain, new Unflushed(body), encoding)) {
                writer.writeValue(generator, endpoint.modifyBeforeWrite(value));
            }
        };
    }

    /** The declared type counts only where it is generic: what is returned may be of a subclass. */
    private static ObjectWriter typed(ObjectWriter writer, Class<?> type, Type generic) {
        if (generic == null || generic instanceof Class<?>) {
            return writer;
        }
        TypeFactory types = writer.getTypeFactory();
        JavaType root = types.constructSpecializedType(types.constructType(generic), type);
        return root.getRawClass() == Object.class ? writer : writer.forType(root);
    }

    /** Keeps back the flush after each value, so that the length of a small answer is known before it leaves. */
    private static final class Unflushed extends FilterOutputStream {

        Unflushed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
