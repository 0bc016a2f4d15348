package dev.swell.extension;

import static dev.swell.extension.AsyncMessages.MESSAGES;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.inject.spi.AnnotatedMethod;

import dev.swell.async.AsyncListener;
import dev.swell.extension.model.ListenerModel;

/** Turns {@link AsyncListener}s of bean classes into {@link ListenerModel}s. */
final class ListenerReader {

    private final Problems problems;
    private final List<ListenerModel> listeners = new ArrayList<>();

    ListenerReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a bean, and tells whether it listens. */
    boolean read(BeanClass bean) {
        List<AnnotatedMethod<?>> listening = bean.methods().with(AsyncListener.class);
        listening.forEach(method -> readMethod(method, bean));
        return !listening.isEmpty();
    }

    private void readMethod(AnnotatedMethod<?> annotated, BeanClass bean) {
        Method method = annotated.getJavaMember();
        boolean callable = new PayloadRules("AsyncListener", bean, problems).check(method, 1, "%s(YourEvent event)");
        Class<?> result = method.getReturnType();
        if (result != void.class && result != boolean.class) {
            problems.add(MESSAGES.result("AsyncListener", bean.place(method), result.getSimpleName(),
                    "return nothing, or a boolean: false stops the chain"));
            callable = false;
        }
        if (callable) {
            listeners.add(new ListenerModel(method.getParameterTypes()[0],
                    annotated.getAnnotation(AsyncListener.class).priority(), bean.place(method),
                    TaskReader.call(bean.reference(), method)));
        }
    }

    /** Returns the listeners, in the order of their turns. */
    List<ListenerModel> listeners() {
        listeners.sort(Comparator.comparingInt(ListenerModel::priority)
                .thenComparing(listener -> listener.place().toString()));
        return listeners;
    }
}
