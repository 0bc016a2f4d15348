package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.async.TaskInfo.State;
import dev.swell.runtime.async.TaskDesk;
import dev.swell.runtime.async.TaskLine;
import dev.swell.runtime.control.RequestHandler.Answer;
import dev.swell.runtime.master.Master;

/** Answers what is asked of tasks: shows them, or does something with some and says with which. */
final class TaskRequests {

    private TaskRequests() {}

    static void handle(JsonNode request, Master master, Answer answer) throws IOException {
        TaskDesk desk = master.taskDesk();
        String action = request.path("action").asText();
        switch (action) {
            case "list" -> list(request, master, answer);
            case "retry" -> each(request, desk, desk::retry, answer);
            case "drop" -> each(request, desk, desk::drop, answer);
            case "cancel" -> each(request, desk, desk::cancel, answer);
            default -> throw MESSAGES.unknownRequest(Requests.TASKS + " " + action);
        }
    }

    private static void list(JsonNode request, Master master, Answer answer) throws IOException {
        answer.send(Map.of("counts", master.taskCounts()));
        for (TaskLine line : master.taskDesk().list(request.path("most").asInt())) {
            answer.send(line);
        }
    }

    private static void each(JsonNode request, TaskDesk desk, Consumer<String> action, Answer answer)
            throws IOException {
        List<String> failures = new ArrayList<>();
        for (String id : ids(request, desk)) {
            try {
                action.accept(id);
                answer.send(Map.of("id", id));
            } catch (IllegalStateException e) { // the others come all the same
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(String.join("\n", failures));
        }
    }

    private static List<String> ids(JsonNode request, TaskDesk desk) {
        if (request.path("all").asBoolean()) {
            return desk.list(Integer.MAX_VALUE).stream().filter(line -> line.state() == State.DEAD).map(TaskLine::id)
                    .toList();
        }
        return StreamSupport.stream(request.path("ids").spliterator(), false).map(JsonNode::asText).toList();
    }
}
