package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.RuntimeDelegate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.swell.runtime.http.TestServer;

class WorkersTest {

    private static final int WORKERS = 20;

    @Path("/bad")
    @ApplicationScoped
    public static class Bad {
        @GET
        public String get(@QueryParam("task") Runnable task) {
            return "";
        }
    }

    /** Has its own copies of the application's classes. */
    private static final class ApplicationLoader extends ClassLoader {
        ApplicationLoader() {
            super("application", WorkersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(WorkerApplication.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static TestServer start(ApplicationLoader loader) throws ClassNotFoundException {
        List<Class<?>> beans = new ArrayList<>();
        for (Class<?> type : WorkerApplication.BEANS) {
            beans.add(loader.loadClass(type.getName()));
        }
        return RestServer.with(beans.toArray(Class<?>[]::new)).loader(loader).start();
    }

    private static void use(TestServer server) {
        HttpResponse<String> echo = server.send("POST", "/items", "{\"name\":\"a\",\"parts\":[{\"name\":\"b\"}]}",
                "Content-Type", "application/json");
        assertThat(echo.body()).isEqualTo("{\"name\":\"a\",\"parts\":[{\"name\":\"b\",\"parts\":null}]}");
        assertThat(server.send("POST", "/items", "{}", "Content-Type", "application/json").statusCode()).isEqualTo(400);
        assertThat(server.get("/items").body()).isEqualTo("visit/items");
        assertThat(server.get("/items/refused").statusCode()).isEqualTo(409);
    }

    @Test
    void letsEachWorkersClassLoaderGo() throws ClassNotFoundException {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Deque<TestServer> live = new ArrayDeque<>();
        for (int i = 0; i < WORKERS; i++) {
            ApplicationLoader loader = new ApplicationLoader();
            loaders.add(new WeakReference<>(loader));
            live.add(start(loader));
            use(live.getLast());
            if (live.size() > 1) {
                live.removeFirst().close();
                use(live.getFirst());
            }
        }
        live.removeFirst().close();
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders).extracting(WeakReference::get).containsOnlyNulls();
        });
    }

    @Test
    void keepsTheFirstWorkerGoingWhenTheSecondFails() {
        try (TestServer first = RestServer.of(WorkerApplication.BEANS.toArray(Class<?>[]::new))) {
            RuntimeDelegate delegate = RuntimeDelegate.getInstance();
            assertThatThrownBy(() -> RestServer.of(Bad.class)).hasMessageContaining("SWELL-504");
            assertThat(RuntimeDelegate.getInstance()).isSameAs(delegate);
            use(first);
        }
    }
}
