package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.cron.CronJobs;
import dev.swell.runtime.control.RequestHandler.Answer;
import dev.swell.runtime.control.StatusReport.JobLine;

/** Answers what is asked of jobs: does what is to be done, and sends how the job, or all of them, are then. */
final class JobRequests {

    private JobRequests() {}

    static void handle(JsonNode request, CronJobs jobs, Answer answer) throws Exception {
        String action = request.path("action").asText();
        String identity = request.path("identity").asText();
        switch (action) {
            case "list" -> {}
            case "pause" -> jobs.pause(identity);
            case "resume" -> jobs.resume(identity);
            case "run" -> jobs.runNow(identity);
            default -> throw MESSAGES.unknownRequest(Requests.CRON + " " + action);
        }
        List<JobLine> lines = jobs.list().stream()
                .filter(job -> identity.isEmpty() || job.identity().equals(identity)).map(JobLine::of).toList();
        if (lines.isEmpty() && !identity.isEmpty()) {
            throw MESSAGES.noSuchJob(identity);
        }
        answer.send(lines);
    }
}
