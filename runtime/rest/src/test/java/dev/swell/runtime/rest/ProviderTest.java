package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;
import dev.swell.state.LaneScoped;

class ProviderTest {

    /** A color. */
    public record Color(String name) {}

    @ApplicationScoped
    public static class Names {
        String of(Color color) {
            return color.name().toUpperCase(java.util.Locale.ROOT);
        }
    }

    @Provider
    @ApplicationScoped
    public static class Colors implements ParamConverterProvider, ParamConverter<Color> {
        @Override
        @SuppressWarnings("unchecked") // asked for the type just before
        public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
            return type == Color.class ? (ParamConverter<T>) this : null;
        }

        @Override
        public Color fromString(String name) {
            return new Color(name);
        }

        @Override
        public String toString(Color color) {
            return color.name();
        }
    }

    @Provider
    @Produces("text/color")
    @Singleton
    public static class Writer implements MessageBodyWriter<Color> {
        private final Names names;

        @Inject
        Writer(Names names) {
            this.names = names;
        }

        @Override
        public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
            return type == Color.class;
        }

        @Override
        public void writeTo(Color color, Class<?> type, Type generic, Annotation[] annotations, MediaType media,
                MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
            body.write(names.of(color).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Filters the methods whose name begins with "dynamic". */
    @Provider
    @ApplicationScoped
    public static class Dynamic implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            if (resource.getResourceMethod().getName().startsWith("dynamic")) {
                context.register(new Mark());
            }
        }
    }

    private static final class Mark implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().add("X-Dynamic", "1");
        }
    }

    /** Is intercepted. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Twice {}

    @Interceptor
    @Twice
    @Priority(1)
    public static class TwiceInterceptor {
        @AroundInvoke
        Object twice(InvocationContext context) throws Exception {
            return "" + context.proceed() + context.proceed();
        }
    }

    @Path("/resource")
    @ApplicationScoped
    public static class Resource {
        private final Names names;

        Resource() {
            this(null);
        }

        @Inject
        Resource(Names names) {
            this.names = names;
        }

        @GET
        @Path("named/{color}")
        public String named(@PathParam("color") Color color) {
            return names.of(color);
        }

        @GET
        @Path("color/{color}")
        @Produces("text/color")
        public Color color(@PathParam("color") Color color) {
            return color;
        }

        @GET
        @Path("dynamic")
        public String dynamic() {
            return "dynamic";
        }

        @GET
        @Path("twice")
        @Twice
        public String twice() {
            return "x";
        }
    }

    @Path("/lane")
    @LaneScoped
    public static class LaneResource {
        private int calls;

        @GET
        public int get() {
            return ++calls;
        }
    }

    /** Is declared in an interface. */
    @Path("/declared")
    public interface Declared {
        @GET
        @Path("{name}")
        String get(@PathParam("name") String name);
    }

    @ApplicationScoped
    public static class Implementation implements Declared {
        @Override
        public String get(String name) {
            return "declared " + name;
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Names.class, Colors.class, Writer.class, Dynamic.class, TwiceInterceptor.class,
                Resource.class, LaneResource.class, Implementation.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void convertsAndWritesWithBeans() {
        assertThat(server.get("/resource/color/red").body()).isEqualTo("RED");
        assertThat(server.get("/resource/named/red").body()).isEqualTo("RED");
    }

    @Test
    void appliesDynamicFeatures() {
        assertThat(server.get("/resource/dynamic").headers().firstValue("X-Dynamic")).hasValue("1");
        assertThat(server.get("/resource/twice").headers().firstValue("X-Dynamic")).isEmpty();
    }

    @Test
    void interceptsResourceMethods() {
        assertThat(server.get("/resource/twice").body()).isEqualTo("xx");
    }

    @Test
    void keepsLaneScopedResources() {
        assertThat(server.get("/lane").body()).isEqualTo("1");
        assertThat(server.get("/lane").body()).isEqualTo("2");
    }

    @Test
    void findsTheAnnotationsOfAnInterface() {
        assertThat(server.get("/declared/x").body()).isEqualTo("declared x");
    }
}
