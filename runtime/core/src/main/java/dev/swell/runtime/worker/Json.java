package dev.swell.runtime.worker;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** An application's objects as JSON: all fields, whatever their visibility. */
public final class Json {

    private Json() {}

    /** Begins a mapper for the classes of one worker, which must not outlive that. */
    public static JsonMapper.Builder mapper(ClassLoader loader) {
        JsonFactory factory = JsonFactory.builder() // no thread-locals, as there may be a thread for each task
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();
        return JsonMapper.builder(factory)
                .typeFactory(TypeFactory.defaultInstance().withClassLoader(loader))
                // what it adds to the type factory gives that a cache of its own: the shared one would hold the class loader
                .addModule(new Jdk8Module()).addModule(new JavaTimeModule())
                .visibility(PropertyAccessor.ALL, Visibility.NONE).visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }
}
