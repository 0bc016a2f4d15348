package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.worker.Worker;

/** Applications with a connection pool and a database of their own. */
class JdbcReleaseTest {

    private static final Path LIBRARIES = Path.of("target", "application-libraries");
    private static final List<Path> JARS = List.of(LIBRARIES.resolve("HikariCP.jar"), LIBRARIES.resolve("h2.jar"));

    @TempDir
    Path folder;

    private Path application(String end) throws IOException {
        Sources sources = new Sources();
        JARS.forEach(sources::uses);
        return sources.type("Store", """
                @ApplicationScoped public class Store {
                    static com.zaxxer.hikari.HikariDataSource pool;
                    void start(@Observes Startup event) throws Exception {
                        pool = new com.zaxxer.hikari.HikariDataSource();
                        pool.setPoolName("app-pool");
                        pool.setJdbcUrl("jdbc:h2:mem:store;DB_CLOSE_DELAY=-1");
                        try (java.sql.Connection connection = pool.getConnection();
                                java.sql.Statement statement = connection.createStatement()) {
                            statement.execute("create table if not exists item (name varchar(20))");
                            statement.execute("insert into item values ('one')");
                        }
                        try (java.sql.Connection direct = java.sql.DriverManager.getConnection("jdbc:h2:mem:store")) {
                            direct.createStatement().execute("select * from item");
                        }
                    }
                    %s
                }""".formatted(end)).jar(folder.resolve("app.jar"));
    }

    private WeakReference<ClassLoader> startAndClose(Path jar) {
        Worker worker = LaunchedWorker.of(1, Application.at(List.of(jar, JARS.get(0), JARS.get(1))), Map.of()).worker();
        WeakReference<ClassLoader> loader = new WeakReference<>(worker.loader());
        worker.close();
        return loader;
    }

    private static void assertGoes(WeakReference<ClassLoader> loader) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("app-pool") || name.startsWith("H2 ")));
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(loader.refersTo(null)).isTrue();
        });
    }

    @Test
    void aPoolGoesThatIsClosedInPreDestroy() throws IOException {
        assertGoes(startAndClose(application("@PreDestroy void stop() { pool.close(); }")));
    }

    @Test
    void aPoolGoesThatTheApplicationHasForgotten() throws IOException {
        assertGoes(startAndClose(application("")));
    }
}
