package trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.zaxxer.hikari.HikariDataSource;

import dev.swell.lifecycle.WorkerStart;

/** The database, behind a pool of connections that is opened when the worker starts. */
@ApplicationScoped
public class Stock {

    static final String POOL = "stock-";

    private HikariDataSource pool;

    @PostConstruct
    void open() {
        pool = new HikariDataSource();
        pool.setPoolName(POOL + Version.number());
        pool.setJdbcUrl("jdbc:h2:mem:trial;DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(4);
    }

    @PreDestroy
    void close() {
        pool.close();
    }

    void start(@Observes WorkerStart event) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE stock(version INT)");
            statement.execute("INSERT INTO stock VALUES (" + Version.number() + ")");
        }
    }

    int version() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM stock")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    boolean isOpen() {
        return pool.isRunning();
    }
}
