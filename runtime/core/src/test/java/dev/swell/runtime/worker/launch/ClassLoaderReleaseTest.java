package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.smallrye.health.SmallRyeHealthReporter;

import dev.swell.runtime.worker.Worker;

class ClassLoaderReleaseTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    /** What an application leaves behind, as statements. */
    enum Leftover {
        JDBC_DRIVER("java.sql.DriverManager.registerDriver(new app.Starts.NoDriver());"),
        SLEEPING_THREAD("""
                new Thread(() -> {
                    try { Thread.sleep(600_000); } catch (InterruptedException e) { return; }
                }).start();"""),
        WAITING_EXECUTOR(
                """
                        java.util.concurrent.Executors.newCachedThreadPool(work -> new Thread(work) {
                            @Override public void run() {
                                try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { return; }
                            }
                        }).submit(() -> {});"""),
        SHUTDOWN_HOOK(
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> System.setProperty(\"app.hook\", \"ran\")));"),
        MANAGED_BEAN("""
                java.lang.management.ManagementFactory.getPlatformMBeanServer().registerMBean(new Counts(),
                        new javax.management.ObjectName("app:type=Counts"));"""),
        LOG_HANDLER("java.util.logging.Logger.getLogger(\"\").addHandler(new app.Starts.NoHandler());"),
        INTROSPECTOR("java.beans.Introspector.getBeanInfo(Starts.class);"),
        UNCAUGHT_HANDLER("Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> System.exit(1));"),
        JACKSON("new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(new Starts.Item(\"one\"));"),
        CLASS_BUNDLE("ResourceBundle.getBundle(\"app.Texts\").getString(\"hello\");"),
        LOG_LEVEL("java.util.logging.Logger.getLogger(\"app\").log(new app.Starts.Louder(), \"hello\");"),
        LOG_PARTS("""
                for (java.util.logging.Handler each : java.util.logging.Logger.getLogger("").getHandlers()) {
                    each.setFilter(record -> record.hashCode() != new Starts.Item(\"one\").hashCode());
                    each.setFormatter(new app.Starts.NoFormatter());
                }
                java.util.logging.Logger.getLogger("").setFilter(record -> record != (Object) new Starts.Item(""));"""),
        SERIALIZED(
                """
                        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
                        new java.io.ObjectOutputStream(bytes).writeObject(new Starts.Kept());
                        new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())) {
                            @Override protected Class<?> resolveClass(java.io.ObjectStreamClass type) throws ClassNotFoundException {
                                return Class.forName(type.getName(), false, Starts.class.getClassLoader());
                            }
                        }.readObject();"""),
        PROXY("""
                ((Runnable) java.lang.reflect.Proxy.newProxyInstance(Starts.class.getClassLoader(), new Class<?>[] {Runnable.class},
                        (proxy, method, args) -> null)).run();"""),
        IDLE_EXECUTOR("""
                held = java.util.concurrent.Executors.newFixedThreadPool(1);
                ((java.util.concurrent.ExecutorService) held).submit(() -> {}).get();"""),
        IDLE_TIMER(
                "held = new Timer(true); ((Timer) held).schedule(new TimerTask() { @Override public void run() {} }, 1);"),
        SECURITY_PROVIDER("java.security.Security.addProvider(new app.Starts.NoProvider());"),
        JVM_DEFAULTS(
                """
                        java.net.CookieHandler.setDefault(new java.net.CookieManager() {});
                        java.net.Authenticator.setDefault(new java.net.Authenticator() {});
                        java.net.ProxySelector.setDefault(new java.net.ProxySelector() {
                            public List<java.net.Proxy> select(java.net.URI uri) { return List.of(java.net.Proxy.NO_PROXY); }
                            public void connectFailed(java.net.URI uri, java.net.SocketAddress address, java.io.IOException e) {}
                        });
                        java.net.ResponseCache.setDefault(new java.net.ResponseCache() {
                            public java.net.CacheResponse get(java.net.URI uri, String method, Map<String, List<String>> headers) { return null; }
                            public java.net.CacheRequest put(java.net.URI uri, java.net.URLConnection connection) { return null; }
                        });
                        javax.net.ssl.HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> host.equals(Starts.class.getName()));"""),
        STANDARD_STREAMS("""
                System.setOut(new java.io.PrintStream(System.out) {});
                System.setErr(new java.io.PrintStream(System.err) {});"""),
        SHARED_THREAD("dev.swell.runtime.worker.launch.SharedThread.start();"),
        HTTP_CLIENT("""
                com.sun.net.httpserver.HttpServer server = com.sun.net.httpserver.HttpServer.create(
                        new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/", exchange -> { exchange.sendResponseHeaders(204, -1); exchange.close(); });
                server.start();
                java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://127.0.0.1:" + server.getAddress().getPort())).build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding());
                server.stop(0);"""),
        RESOURCE_BUNDLE("ResourceBundle.getBundle(\"texts\").getString(\"hello\");"),
        TIMER("new Timer(true).schedule(new TimerTask() { @Override public void run() {} }, 1);"),
        COMMON_POOL("java.util.concurrent.CompletableFuture.supplyAsync(() -> new Starts.Item(\"one\")).get();"),
        DELAYED_FUTURE("""
                java.util.concurrent.CompletableFuture.runAsync(() -> {}, java.util.concurrent.CompletableFuture
                        .delayedExecutor(1, java.util.concurrent.TimeUnit.MILLISECONDS)).get();"""),
        CONFIGURATION(
                "org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue(\"app.key\", String.class);"),
        ASYNC_EVENT(
                "CDI.current().getBeanManager().getEvent().fireAsync(new Starts.Item(\"one\")).toCompletableFuture().get();");

        private final String code;

        Leftover(String code) {
            this.code = code;
        }
    }

    @TempDir
    Path folder;

    private Path application(String code) throws IOException {
        return new Sources()
                .type("Counts", "public class Counts implements CountsMBean { public int getCount() { return 1; } }")
                .type("CountsMBean", "public interface CountsMBean { int getCount(); }")
                .type("Starts",
                        """
                                @ApplicationScoped public class Starts {
                                    public record Item(String name) {}
                                    static Object held;
                                    public static class Kept implements java.io.Serializable { String name = "one"; }
                                    public static class Louder extends java.util.logging.Level { public Louder() { super("LOUDER", 1500); } }
                                    public static class NoProvider extends java.security.Provider {
                                        public NoProvider() { super("app-provider", "1", "none"); }
                                    }
                                    public static class NoFormatter extends java.util.logging.Formatter {
                                        public String format(java.util.logging.LogRecord log) { return log.getMessage() + "\\n"; }
                                    }
                                    void item(@ObservesAsync Item item) { new ThreadLocal<Item>().set(item); }
                                    void start(@Observes Startup event) throws Exception { %s }
                                    @org.eclipse.microprofile.health.Liveness static class Lives implements org.eclipse.microprofile.health.HealthCheck {
                                        public org.eclipse.microprofile.health.HealthCheckResponse call() {
                                            return org.eclipse.microprofile.health.HealthCheckResponse.up("lives");
                                        }
                                    }
                                    public static class NoHandler extends java.util.logging.Handler {
                                        public void publish(java.util.logging.LogRecord log) {}
                                        public void flush() {}
                                        public void close() {}
                                    }
                                    public static class NoDriver implements java.sql.Driver {
                                        public java.sql.Connection connect(String url, Properties info) { return null; }
                                        public boolean acceptsURL(String url) { return false; }
                                        public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                                        public int getMajorVersion() { return 1; }
                                        public int getMinorVersion() { return 0; }
                                        public boolean jdbcCompliant() { return false; }
                                        public java.util.logging.Logger getParentLogger() { return null; }
                                    }
                                }"""
                                .formatted(code))
                .type("Texts",
                        "public class Texts extends ListResourceBundle { protected Object[][] getContents() { return new Object[][] {{\"hello\", \"hello\"}}; } }")
                .file("application.properties", "app.key=value").file("texts.properties", "hello=hello")
                .jar(folder.resolve("app.jar"));
    }

    @ParameterizedTest
    @EnumSource(Leftover.class)
    void aClassLoaderGoesWhateverTheApplicationHasLeft(Leftover leftover) throws IOException {
        Path jar = application(leftover.code);

        assertGoes(List.of(startAndClose(1, jar)));
    }

    @Test
    void noneOfTwentyClassLoadersStays() throws IOException {
        Path jar = application(Leftover.JACKSON.code + Leftover.CONFIGURATION.code + Leftover.ASYNC_EVENT.code);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

        Worker before = null;
        for (int id = 1; id <= 20; id++) {
            Worker next = start(id, jar);
            askForHealth(next);
            loaders.add(new WeakReference<>(next.loader()));
            if (before != null) {
                before.close();
            }
            before = next;
        }
        before.close();
        before = null;

        assertGoes(loaders);
    }

    private static void askForHealth(Worker worker) {
        Thread.currentThread().setContextClassLoader(worker.loader());
        try {
            SmallRyeHealthReporter reporter = worker.bean(SmallRyeHealthReporter.class).orElseThrow();
            assertThat(reporter.getHealth().getPayload().toString()).contains("\"lives\"");
        } finally {
            Thread.currentThread().setContextClassLoader(ClassLoaderReleaseTest.class.getClassLoader());
        }
    }

    @Test
    void aClassLoaderGoesAfterAFailedStart() throws IOException {
        Path jar = application("throw new IllegalStateException(\"no database\");");
        WeakReference<ClassLoader> loader = failToStart(jar);
        assertGoes(List.of(loader));
    }

    private static WeakReference<ClassLoader> failToStart(Path jar) {
        Launch launch = Launch.prepare(1, Application.at(List.of(jar)), Optional.empty(), Map.of());
        WeakReference<ClassLoader> loader = new WeakReference<>(launch.loader());
        assertThatThrownBy(() -> launch.start(null)).hasMessageContaining("no database");
        return loader;
    }

    @Test
    void aClassLoaderGoesThatHadABuildCompatibleExtension() throws IOException {
        Path jar = new Sources().type("Build", """
                import jakarta.enterprise.inject.build.compatible.spi.*;
                public class Build implements BuildCompatibleExtension {
                    @Discovery public void add(ScannedClasses classes) {}
                }""")
                .file("META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
                        "app.Build")
                .jar(folder.resolve("a.jar"));
        assertGoes(List.of(startAndClose(1, jar)));
    }

    @Test
    void anApplicationsShutdownHookRunsWhenItsWorkerCloses() throws IOException {
        System.clearProperty("app.hook");
        startAndClose(1, application(Leftover.SHUTDOWN_HOOK.code));
        assertThat(System.getProperty("app.hook")).isEqualTo("ran");
    }

    private static WeakReference<ClassLoader> startAndClose(int id, Path jar) {
        Worker worker = start(id, jar);
        WeakReference<ClassLoader> loader = new WeakReference<>(worker.loader());
        worker.close();
        return loader;
    }

    private static Worker start(int id, Path jar) {
        return LaunchedWorker.of(id, Application.at(List.of(jar)), Map.of()).worker();
    }

    private static void assertGoes(List<WeakReference<ClassLoader>> loaders) {
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(loaders.stream().map(WeakReference::get).filter(Objects::nonNull)).isEmpty();
        });
    }
}
