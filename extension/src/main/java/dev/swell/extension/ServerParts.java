package dev.swell.extension;

import dev.swell.Server;
import dev.swell.cron.CronJobs;

/** A server, as a runtime binds it, with the other parts that can be injected. */
public interface ServerParts extends Server {

    /** Returns the jobs. */
    CronJobs cronJobs();
}
