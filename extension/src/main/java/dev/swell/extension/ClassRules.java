package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import dev.swell.async.AsyncListener;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.cron.CronJob;
import dev.swell.extension.model.Place;
import dev.swell.http.Route;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** The rules for classes that are meant to be beans; without them a container silently leaves such a class out. */
final class ClassRules {

    private static final List<Class<? extends Annotation>> MARKS = List.of(SocketHandler.class, Route.class,
            OnHandshake.class, CronJob.class, TaskHandler.class, TaskFinished.class, AsyncListener.class);

    private final Problems problems;

    ClassRules(Problems problems) {
        this.problems = problems;
    }

    void check(AnnotatedType<?> type, BeanManager beans) {
        Class<?> bean = type.getJavaClass();
        if (type.getAnnotations().stream().map(Annotation::annotationType)
                .noneMatch(annotation -> beans.isScope(annotation) || beans.isStereotype(annotation))) {
            return;
        }
        Optional<String> onClass = mark(Stream.of(type));
        Optional<String> any = mark(Stream.concat(Stream.of(type), type.getMethods().stream()));
        if (Modifier.isAbstract(bean.getModifiers())) {
            onClass.ifPresent(mark -> problems.add(MESSAGES.noBean(mark, Place.of(bean),
                    "it is an interface or an abstract class", "put the annotation on a class that can be made")));
        } else if (bean.isMemberClass() && !Modifier.isStatic(bean.getModifiers())) {
            any.ifPresent(mark -> problems.add(MESSAGES.noBean(mark, Place.of(bean),
                    "it is an inner class that isn't static", "write 'static'")));
        } else if (type.getConstructors().stream().noneMatch(
                constructor -> constructor.getParameters().isEmpty()
                        || constructor.isAnnotationPresent(Inject.class))) {
            any.ifPresent(mark -> problems.add(MESSAGES.noBean(mark, Place.of(bean),
                    "its constructors take parameters", "put @Inject on one of them, or add one without parameters")));
        }
    }

    void refuse(AnnotatedType<?> interceptor) {
        mark(Stream.concat(Stream.of(interceptor), interceptor.getMethods().stream())).ifPresent(
                mark -> problems.add(MESSAGES.interceptorOrDecorator(mark, Place.of(interceptor.getJavaClass()))));
    }

    private static Optional<String> mark(Stream<? extends Annotated> elements) {
        List<? extends Annotated> all = elements.toList();
        return MARKS.stream().filter(mark -> all.stream().anyMatch(element -> !element.getAnnotations(mark).isEmpty()))
                .map(Class::getSimpleName).findFirst();
    }
}
