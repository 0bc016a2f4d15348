package dev.swell.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

import dev.swell.runtime.config.Settings;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.observe.LogBackend;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.Launch;

/** The application of a test class, from its start to its end. */
final class RunningApplication implements AutoCloseable {

    // Weld keeps what it finds while a container starts in static fields
    private static final ReentrantLock ONE_START = new ReentrantLock();

    private final Master master;
    private final StateFolder state;
    private final BeanManager beans;
    private final CreationalContext<Object> injected;

    private RunningApplication(Master master, StateFolder state) {
        this.master = master;
        this.state = state;
        this.beans = master.worker().beans();
        this.injected = beans.createCreationalContext(null);
    }

    /** Starts the application that a test wants; what is wrong with it goes to the caller. */
    static RunningApplication start(SwellTest test) {
        Application application = Application.at(Stream.of(test.app()).map(Path::of).toList()).sharingClasses();
        Optional<String> profile = Optional.of(test.profile()).filter(name -> !name.isEmpty());
        Map<String, String> configuration = configuration(test.config());
        StateFolder state = StateFolder.create();
        configuration.putIfAbsent("swell.state-dir", state.path().toString());
        try {
            return new RunningApplication(start(application, profile, configuration), state);
        } catch (RuntimeException | Error e) {
            state.delete();
            throw e;
        }
    }

    private static Master start(Application application, Optional<String> profile, Map<String, String> configuration) {
        ONE_START.lock();
        try (Launch launch = Launch.prepare(1, application, profile, configuration)) {
            Settings settings = launch.configuration().settings();
            LogBackend.levels(settings.log());
            return Master.start(settings, (id, server) -> launch.start(server));
        } finally {
            ONE_START.unlock();
        }
    }

    private static Map<String, String> configuration(String[] entries) {
        Map<String, String> values = new HashMap<>(Map.of("swell.http.port", "0", "swell.management.port", "0"));
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new ExtensionConfigurationException(
                        "@SwellTest(config = \"" + entry + "\") has no key: write \"key=value\"");
            }
            values.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
        }
        return values;
    }

    /** Returns the context class loader of the application's code. */
    ClassLoader loader() {
        return master.worker().loader();
    }

    /** Gives an instance of a test class its beans. */
    void inject(Object test) {
        @SuppressWarnings("unchecked") // only instances of that class are injected
        AnnotatedType<Object> type = (AnnotatedType<Object>) (AnnotatedType<?>) beans
                .createAnnotatedType(test.getClass());
        beans.getInjectionTargetFactory(type).createInjectionTarget(null).inject(test, injected);
    }

    /** Tells whether there is a bean for a parameter of a test. */
    boolean has(Parameter parameter) {
        InjectionPoint point = point(parameter);
        return !beans.getBeans(point.getType(), point.getQualifiers().toArray(Annotation[]::new)).isEmpty();
    }

    /** Returns the bean for a parameter of a test. */
    Object bean(Parameter parameter) {
        return beans.getInjectableReference(point(parameter), injected);
    }

    private InjectionPoint point(Parameter parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        AnnotatedType<?> type = beans.createAnnotatedType(executable.getDeclaringClass());
        int position = List.of(executable.getParameters()).indexOf(parameter);
        return Stream.<AnnotatedCallable<?>>concat(type.getMethods().stream(), type.getConstructors().stream())
                .filter(callable -> callable.getJavaMember().equals(executable)).findFirst()
                .map(callable -> beans.createInjectionPoint(callable.getParameters().get(position))).orElseThrow();
    }

    @Override
    public void close() {
        injected.release();
        try {
            master.close();
        } finally {
            state.delete();
        }
    }
}
