package dev.swell.tck.benchmarks.tasks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** db-scheduler on H2 in a file. H2 writes each commit to the file, as configured here, but never waits for the disk. */
final class DatabaseTasks implements Contender {

    private static final String TABLE = """
            create table scheduled_tasks (task_name varchar(100), task_instance varchar(100), task_data blob,
            execution_time timestamp with time zone, picked boolean, picked_by varchar(50),
            last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
            last_heartbeat timestamp with time zone, version bigint, priority smallint,
            primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks(execution_time)""";

    private final HikariDataSource database;
    private final OneTimeTask<String> task;
    private final Scheduler scheduler;
    private final LongAdder done = new LongAdder();
    private final String payload = "x".repeat(90);

    DatabaseTasks(Path folder, int threads) throws SQLException {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("tasks").toAbsolutePath() + ";WRITE_DELAY=0");
        pool.setMaximumPoolSize(2 * threads + 4);
        database = new HikariDataSource(pool);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        task = Tasks.oneTime("task", String.class).execute((instance, context) -> done.increment());
        scheduler = Scheduler.create(database, task).threads(threads).pollingInterval(Duration.ofMillis(100))
                .enableImmediateExecution().build();
        scheduler.start();
    }

    @Override
    public void deliver(String id) {
        scheduler.schedule(task.instance(id, payload), Instant.now());
    }

    @Override
    public long done() {
        return done.sum();
    }

    @Override
    public void close() {
        scheduler.stop();
        database.close();
    }
}
