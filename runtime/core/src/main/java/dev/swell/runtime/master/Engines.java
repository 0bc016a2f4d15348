package dev.swell.runtime.master;

import java.time.Duration;

import dev.swell.runtime.async.AsyncEngine;
import dev.swell.runtime.cron.CronEngine;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.socket.SocketEngine;
import dev.swell.runtime.table.TableEngine;
import dev.swell.runtime.worker.Worker;

/** What brings work to the workers, and what each of them has to do when a worker comes and goes. */
record Engines(HttpEngine http, SocketEngine sockets, AsyncEngine tasks, CronEngine cron, TableEngine tables) {

    /** Gets ready for a worker, before its first event is fired. */
    void prepare(Worker worker) {
        http.prepare(worker);
        tasks.prepare(worker);
        cron.prepare(worker);
        tables.prepare(worker);
    }

    /** Opens the ports that a worker wants and that aren't open, before it becomes the current one. */
    void open(Worker worker) {
        sockets.open(http, worker);
    }

    /** Has work go to a worker, which is the current one now. */
    void begin(Worker worker) {
        tables.begin(worker);
        tasks.begin(worker);
        cron.swapped(worker);
        sockets.swapped(worker);
    }

    /**
     * Has a worker that is not the current one any more, or will never be, do nothing but finish what it has.
     *
     * @param quiet how long streams of events without one may go on
     */
    void retire(Worker worker, Duration quiet) {
        http.retire(worker, quiet);
        tasks.leave(worker);
        cron.retire(worker);
    }

    /** Leaves nothing to a worker that is about to be closed. */
    void end(Worker worker) {
        tasks.end(worker);
        tables.end(worker);
    }
}
