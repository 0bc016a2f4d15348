package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.swell.async.Delivery;
import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.ListenerModel;
import dev.swell.extension.model.PayloadCall;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.TaskModel;
import dev.swell.runtime.observe.HandlerMetrics;
import dev.swell.runtime.observe.TaskMetrics;

/** Who takes what, in one worker. */
final class TaskTable {

    /** A method that takes payloads or events, with what is found out about it once. */
    interface Taker {

        Place place();

        PayloadCall call();

        HandlerMetrics metrics();
    }

    /**
     * A handler.
     *
     * @param metrics its counts
     * @param usual how often its tasks are tried, where the delivery doesn't say
     */
    record Handler(TaskModel model, HandlerMetrics metrics, Retry usual) implements Taker {

        @Override
        public Place place() {
            return model.place();
        }

        @Override
        public PayloadCall call() {
            return model.call();
        }

        Retry retry(Delivery delivery) {
            return delivery == Delivery.now() ? usual : Retry.of(delivery, model);
        }
    }

    /**
     * A listener.
     *
     * @param name what tells it from others, in other workers too
     * @param metrics its counts
     */
    record Listener(ListenerModel model, String name, HandlerMetrics metrics) implements Taker {

        @Override
        public Place place() {
            return model.place();
        }

        @Override
        public PayloadCall call() {
            return model.call();
        }
    }

    private final Map<Class<?>, Handler> declared = new HashMap<>();
    private final List<Listener> listeners;
    private final Map<Class<?>, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Listener>> chains = new ConcurrentHashMap<>();

    TaskTable(ApplicationModel model, TaskMetrics metrics) {
        for (TaskModel task : model.tasks()) {
            declared.put(task.payload(),
                    new Handler(task, metrics.of(task.place()), Retry.of(Delivery.now(), task)));
        }
        listeners = model.listeners().stream().map(listener -> new Listener(listener, listener.place().toString(),
                metrics.of(listener.place()))).toList();
    }

    /**
     * Returns who takes payloads of that class.
     *
     * @throws IllegalArgumentException if nobody does, or nobody can tell who
     */
    Handler handler(Class<?> payload) {
        Handler known = handlers.get(payload); // unlike computeIfAbsent, without a lock
        return known != null ? known : handlers.computeIfAbsent(payload, this::find);
    }

    private Handler find(Class<?> payload) {
        for (Class<?> type = payload; type != null; type = type.getSuperclass()) {
            if (declared.containsKey(type)) {
                return declared.get(type);
            }
        }
        List<Handler> taking = declared.values().stream()
                .filter(handler -> handler.model.payload().isAssignableFrom(payload)).toList();
        if (taking.size() > 1) {
            throw MESSAGES.severalHandlers(payload.getName(), taking.stream()
                    .map(handler -> handler.place().toString()).sorted().collect(Collectors.joining(" and ")));
        }
        return taking.stream().findFirst().orElseThrow(() -> MESSAGES.noHandler(payload.getName(), known()));
    }

    private String known() {
        return declared.isEmpty() ? "nothing"
                : declared.keySet().stream().map(Class::getName).sorted().collect(Collectors.joining(", "));
    }

    /** Returns who takes payloads of that class, if somebody does. */
    Optional<Handler> handlerIfAny(Class<?> payload) {
        try {
            return Optional.of(handler(payload));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns who hears of events of that class, in the order of their turns. */
    List<Listener> chain(Class<?> event) {
        List<Listener> known = chains.get(event);
        return known != null ? known : chains.computeIfAbsent(event, type -> listeners.stream()
                .filter(listener -> listener.model.event().isAssignableFrom(type)).toList());
    }
}
