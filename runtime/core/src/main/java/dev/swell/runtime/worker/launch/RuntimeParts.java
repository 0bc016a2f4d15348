package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;

import org.jboss.jandex.DotName;
import org.jboss.weld.environment.se.Weld;

import io.smallrye.config.inject.ConfigExtension;
import io.smallrye.metrics.legacyapi.LegacyMetricsExtension;

import dev.swell.Server;
import dev.swell.async.AsyncListener;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.cron.CronJob;
import dev.swell.extension.SwellExtension;
import dev.swell.http.Route;
import dev.swell.runtime.worker.WorkerAddOn;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** What the runtime and its add-ons bring into each container. */
final class RuntimeParts {

    private static final Set<String> IMPLICIT = Set.of(Route.class.getName(), OnHandshake.class.getName(),
            SocketHandler.class.getName(), TaskHandler.class.getName(), TaskFinished.class.getName(),
            AsyncListener.class.getName(), CronJob.class.getName(), CronJob.List.class.getName());
    private static final Set<String> VISIBLE = Set.of("io.smallrye.config.ConfigMapping",
            "org.eclipse.microprofile.config.inject.ConfigProperties");

    private final List<WorkerAddOn> addOns = WorkerAddOn.all();

    /** Returns new extensions, but for Swell's own. */
    List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new ConfigExtension());
        addOns.forEach(addOn -> extensions.addAll(addOn.extensions()));
        return extensions;
    }

    List<Class<?>> beans() {
        return addOns.stream().flatMap(addOn -> addOn.beanClasses().stream()).toList();
    }

    /** Returns the annotations that make a class a bean even without a scope. */
    Set<DotName> implicitAnnotations() {
        return Stream
                .concat(IMPLICIT.stream(), addOns.stream().flatMap(addOn -> addOn.implicitBeanAnnotations().stream()))
                .map(DotName::createSimple).collect(Collectors.toSet());
    }

    /** Returns the annotations of classes that are no beans, but that extensions look for. */
    Set<DotName> visibleAnnotations() {
        return VISIBLE.stream().map(DotName::createSimple).collect(Collectors.toSet());
    }

    /** Returns where Swell is, and those of its libraries that would pass for bean archives of the application. */
    Set<Path> places() {
        List<Class<?>> classes = new ArrayList<>(List.of(Server.class, SwellExtension.class, RuntimeParts.class,
                Weld.class, CDI.class, LegacyMetricsExtension.class));
        classes.addAll(beans());
        extensions().forEach(extension -> classes.add(extension.getClass()));
        addOns.forEach(addOn -> classes.add(addOn.getClass()));
        Set<Path> places = new HashSet<>();
        for (Class<?> type : classes) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            try {
                places.add(Path.of(source.getLocation().toURI()).toRealPath());
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException(source + " is no file", e);
            }
        }
        return places;
    }
}
