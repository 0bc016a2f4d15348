package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.ListenerModel;
import dev.swell.extension.model.TaskModel;

/** Who takes what, in one worker. */
final class TaskTable {

    private final List<TaskModel> tasks;
    private final Map<Class<?>, TaskModel> declared = new HashMap<>();
    private final List<ListenerModel> listeners;
    private final Map<Class<?>, TaskModel> handlers = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<ListenerModel>> chains = new ConcurrentHashMap<>();

    TaskTable(ApplicationModel model) {
        tasks = model.tasks();
        tasks.forEach(task -> declared.put(task.payload(), task));
        listeners = model.listeners();
    }

    /**
     * Returns who takes payloads of that class.
     *
     * @throws IllegalArgumentException if nobody does, or nobody can tell who
     */
    TaskModel handler(Class<?> payload) {
        TaskModel known = handlers.get(payload); // unlike computeIfAbsent, without a lock
        return known != null ? known : handlers.computeIfAbsent(payload, this::find);
    }

    private TaskModel find(Class<?> payload) {
        for (Class<?> type = payload; type != null; type = type.getSuperclass()) {
            if (declared.containsKey(type)) {
                return declared.get(type);
            }
        }
        List<TaskModel> taking = tasks.stream().filter(task -> task.payload().isAssignableFrom(payload)).toList();
        if (taking.size() > 1) {
            throw MESSAGES.severalHandlers(payload.getName(),
                    taking.stream().map(task -> task.place().toString()).collect(Collectors.joining(" and ")));
        }
        return taking.stream().findFirst()
                .orElseThrow(() -> MESSAGES.noHandler(payload.getName(), tasks.isEmpty() ? "nothing" : tasks.stream()
                        .map(task -> task.payload().getName()).sorted().collect(Collectors.joining(", "))));
    }

    /** Returns who takes payloads of that class, if somebody does. */
    Optional<TaskModel> handlerIfAny(Class<?> payload) {
        try {
            return Optional.of(handler(payload));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns who hears of events of that class, in the order of their turns. */
    List<ListenerModel> chain(Class<?> event) {
        List<ListenerModel> known = chains.get(event);
        return known != null ? known : chains.computeIfAbsent(event, type -> listeners.stream()
                .filter(listener -> listener.event().isAssignableFrom(type)).toList());
    }
}
