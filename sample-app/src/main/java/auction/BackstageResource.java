package auction;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.swell.Server;
import dev.swell.ServerStats;
import dev.swell.async.TaskInfo;
import dev.swell.async.Tasks;
import dev.swell.cron.CronJobInfo;
import dev.swell.cron.CronJobs;

/** What goes on behind the scenes: the tasks and jobs that wait, and those that have run. */
@Path("/api/backstage")
@Produces(MediaType.APPLICATION_JSON)
public class BackstageResource {

    @Inject
    AuctionHouse house;
    @Inject
    Ledger ledger;
    @Inject
    Tasks tasks;
    @Inject
    CronJobs jobs;
    @Inject
    Server server;

    /** Returns what waits and what has run. */
    @GET
    public Backstage now() {
        ServerStats stats = server.stats();
        List<LotTask> lots = house.endings().stream().map(this::lotTask).toList();
        return new Backstage(stats.tasksDelayed(), stats.tasksQueued(), stats.tasksRunning(), lots, jobs.list());
    }

    private LotTask lotTask(Ending ending) {
        Closed closed = ending.closed();
        return new LotTask(ending.lot(), ending.closesMillis(), tasks.find(ending.task()), closed,
                closed != null && ledger.hasInvoice(closed));
    }

    /**
     * What goes on at one moment.
     *
     * @param delayed how many tasks and events wait for their time
     * @param queued how many wait for a free thread
     * @param running how many are being handled
     * @param lots the lots, each with the task that closes it
     * @param jobs the jobs
     */
    public record Backstage(int delayed, int queued, int running, List<LotTask> lots, List<CronJobInfo> jobs) {}

    /**
     * A lot and its task.
     *
     * @param lot the lot
     * @param closesMillis when its time is up, in milliseconds since 1970
     * @param task the task that closes it; finished ones are forgotten after a while, and at a restart
     * @param closed how it has closed; null while it hasn't
     * @param invoiced whether there is an invoice
     */
    public record LotTask(Lot lot, long closesMillis, Optional<TaskInfo> task, Closed closed, boolean invoiced) {}
}
