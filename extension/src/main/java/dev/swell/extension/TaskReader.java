package dev.swell.extension;

import static dev.swell.extension.AsyncMessages.MESSAGES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.inject.spi.AnnotatedMethod;

import dev.swell.async.Delivery;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.extension.model.PayloadCall;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.TaskModel;
import dev.swell.extension.model.TaskModel.Finished;
import dev.swell.extension.model.TaskModel.FinishedCall;
import dev.swell.extension.schedule.TimeSpan;

/** Turns {@link TaskHandler}s and {@link TaskFinished}s of bean classes into {@link TaskModel}s. */
final class TaskReader {

    private record Handler(Method method, TaskModel model) {}

    private record Finisher(Method method, Place place, FinishedCall call) {
        Class<?> payload() {
            return method.getParameterTypes()[0];
        }
    }

    private final Problems problems;
    private final List<Handler> handlers = new ArrayList<>();
    private final List<Finisher> finishers = new ArrayList<>();

    TaskReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a bean, and tells whether it has to do with tasks. */
    boolean read(BeanClass bean) {
        List<AnnotatedMethod<?>> taking = bean.methods().with(TaskHandler.class);
        taking.forEach(method -> readHandler(method, bean));
        List<AnnotatedMethod<?>> finishing = bean.methods().with(TaskFinished.class);
        finishing.forEach(method -> readFinisher(method.getJavaMember(), bean));
        return !taking.isEmpty() || !finishing.isEmpty();
    }

    private void readHandler(AnnotatedMethod<?> annotated, BeanClass bean) {
        Method method = annotated.getJavaMember();
        Place place = bean.place(method);
        boolean callable = new PayloadRules("TaskHandler", bean, problems).check(method, 1, "%s(YourPayload payload)");
        TaskHandler handler = annotated.getAnnotation(TaskHandler.class);
        Delivery delivery = Delivery.now();
        try {
            delivery = delivery.tries(handler.tries()).multiplier(handler.multiplier())
                    .retryDelay(TimeSpan.parse(handler.retryDelay().strip()));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badAttribute(place, attributes(handler), e.getMessage()));
        }
        if (callable) {
            handlers.add(new Handler(method, new TaskModel(method.getParameterTypes()[0], delivery.tries().orElse(1),
                    delivery.retryDelay().orElse(Duration.ZERO), delivery.multiplier().orElse(1), place,
                    call(bean.reference(), method), Optional.empty())));
        }
    }

    private static String attributes(TaskHandler handler) {
        return "tries = %d, retryDelay = \"%s\", multiplier = %s".formatted(handler.tries(), handler.retryDelay(),
                handler.multiplier());
    }

    private void readFinisher(Method method, BeanClass bean) {
        Place place = bean.place(method);
        boolean callable = new PayloadRules("TaskFinished", bean, problems).check(method, 2,
                "%s(YourPayload payload), or take the handler's result as second parameter");
        if (method.getReturnType() != void.class) {
            problems.add(MESSAGES.result("TaskFinished", place, method.getReturnType().getSimpleName(),
                    "nobody would see it, so make it void"));
        }
        if (callable) {
            finishers.add(new Finisher(method, place, finishedCall(bean.reference(), method)));
        }
    }

    /** Returns what calls a method of one parameter. */
    static PayloadCall call(BeanReference bean, Method method) {
        MethodHandle call = BeanMethod.handle(method)
                .asType(MethodType.methodType(Object.class, Object.class, Object.class));
        return payload -> call.invokeExact(bean.get(), payload);
    }

    private static FinishedCall finishedCall(BeanReference bean, Method method) {
        MethodHandle handle = BeanMethod.handle(method);
        if (method.getParameterCount() == 1) {
            handle = MethodHandles.dropArguments(handle, 2, Object.class);
        }
        MethodHandle call = handle
                .asType(MethodType.methodType(void.class, Object.class, Object.class, Object.class));
        return (payload, result) -> {
            call.invokeExact(bean.get(), payload, result);
        };
    }

    /** Returns the handlers, no two of which take the same payload class. */
    List<TaskModel> tasks() {
        handlers.sort(Comparator.comparing(handler -> handler.model.place().toString()));
        finishers.sort(Comparator.comparing(finisher -> finisher.place.toString()));
        Map<Class<?>, Handler> byPayload = new LinkedHashMap<>();
        for (Handler handler : handlers) {
            Handler other = byPayload.putIfAbsent(handler.model.payload(), handler);
            if (other != null) {
                problems.add(MESSAGES.sameHandler(handler.model.place(), other.model.place(),
                        handler.model.payload().getName()));
            }
        }
        Map<Class<?>, Finisher> finished = finishersByPayload(byPayload);
        return byPayload.values().stream().map(handler -> with(handler.model, finished.get(handler.model.payload())))
                .toList();
    }

    private Map<Class<?>, Finisher> finishersByPayload(Map<Class<?>, Handler> byPayload) {
        Map<Class<?>, Finisher> finished = new LinkedHashMap<>();
        for (Finisher finisher : finishers) {
            Handler handler = byPayload.get(finisher.payload());
            Finisher other = finished.putIfAbsent(finisher.payload(), finisher);
            if (handler == null) {
                problems.add(MESSAGES.noHandler(finisher.place, finisher.payload().getName()));
            } else if (other != null) {
                problems.add(MESSAGES.sameFinished(finisher.place, other.place, finisher.payload().getName()));
            } else if (finisher.method.getParameterCount() == 2) {
                checkResult(finisher, handler);
            }
        }
        return finished;
    }

    private void checkResult(Finisher finisher, Handler handler) {
        Class<?> taken = finisher.method.getParameterTypes()[1];
        Class<?> returned = handler.method.getReturnType();
        if (!boxed(taken).isAssignableFrom(boxed(returned))) {
            problems.add(MESSAGES.finishedResult(finisher.place, taken.getSimpleName(), handler.model.place(),
                    returned == void.class ? "nothing" : returned.getSimpleName(),
                    returned == void.class ? "take the payload only"
                            : "take " + returned.getSimpleName() + " as second parameter"));
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static TaskModel with(TaskModel model, Finisher finisher) {
        return finisher == null ? model
                : new TaskModel(model.payload(), model.tries(), model.retryDelay(), model.multiplier(), model.place(),
                        model.call(), Optional.of(new Finished(finisher.place, finisher.call)));
    }
}
