package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.inject.Vetoed;

import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.bootstrap.spi.BeansXml;
import org.jboss.weld.environment.deployment.WeldBeanDeploymentArchive;

/**
 * Finds the classes that the container gets to see in each of the application's archives, as their modes ask for. Classes
 * that the runtime has too are no beans of the application, which may be packed into one jar with its libraries.
 */
final class Discovery {

    static final DotName VETOED = DotName.createSimple(Vetoed.class);

    private final List<ArchiveCopy> archives;
    private final ApplicationLoader loader;
    private final Set<DotName> implicitAnnotations;
    private final Set<DotName> visibleAnnotations;
    private final Set<String> implicitBeans = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Overlooked overlooked;

    /**
     * Makes one.
     *
     * @param implicitAnnotations a class with one of them, on itself or a method, is a bean even without a scope
     * @param visibleAnnotations a class with one of them is shown to extensions
     */
    Discovery(List<ArchiveCopy> archives, ApplicationLoader loader, Set<DotName> implicitAnnotations,
            Set<DotName> visibleAnnotations) {
        this.archives = archives;
        this.loader = loader;
        this.implicitAnnotations = implicitAnnotations;
        this.visibleAnnotations = visibleAnnotations;
        this.overlooked = new Overlooked(loader);
    }

    /** Returns the names of the classes that are to get a scope; known once the archives were asked for. */
    Set<String> implicitBeans() {
        return implicitBeans;
    }

    /** Returns the classes that are no beans, though they look so; known once the archives were asked for. */
    Overlooked overlooked() {
        return overlooked;
    }

    /**
     * Returns the archives as the container wants them.
     *
     * @param known the annotations that make beans, as far as the container knows them
     * @param parser reads a beans.xml
     * @throws StartFailure if a beans.xml or a bean class can't be read, or two archives have the same bean class
     */
    Set<WeldBeanDeploymentArchive> archives(Set<Class<? extends Annotation>> known, Function<URL, BeansXml> parser) {
        Map<DotName, ClassInfo> all = new HashMap<>();
        archives.forEach(archive -> archive.classes().forEach(type -> all.putIfAbsent(type.name(), type)));
        BeanDefiningAnnotations beanDefining = new BeanDefiningAnnotations(known, all, loader);
        Set<WeldBeanDeploymentArchive> found = new LinkedHashSet<>();
        SameBeans same = new SameBeans();
        for (ArchiveCopy archive : archives) {
            BeansXml beansXml = parse(archive, parser);
            Set<String> beans = beanClasses(archive, mode(beansXml), beanDefining);
            same.add(archive, beans);
            if (mode(beansXml) != BeanDiscoveryMode.NONE && isOwn(archive)) {
                overlooked.look(archive, beans, all);
            }
            if (mode(beansXml) != BeanDiscoveryMode.ALL && !archive.origin().library()
                    && !beansXml.getScanning().getExcludes().iterator().hasNext()) {
                load(archive, beans);
            }
            if (!beans.isEmpty()) {
                found.add(new WeldBeanDeploymentArchive(archive.id(), beans, names(archive), beansXml));
            }
        }
        problems.addAll(same.problems());
        if (!problems.isEmpty()) {
            throw new StartFailure(problems);
        }
        return found;
    }

    /**
     * The container would go on without a class that can't be loaded, and nobody would know where its routes are. Where
     * classes are excluded, that may be just those.
     */
    private void load(ArchiveCopy archive, Set<String> beans) {
        for (String bean : beans) {
            try {
                Class<?> type = Class.forName(bean, false, loader);
                type.getDeclaredConstructors();
                type.getDeclaredFields();
                type.getDeclaredMethods();
            } catch (ClassNotFoundException | LinkageError e) {
                problems.add(MESSAGES.unloadable(bean, archive.origin().path(), e.toString()));
            }
        }
    }

    private static BeansXml parse(ArchiveCopy archive, Function<URL, BeansXml> parser) {
        if (archive.beansXml().isEmpty()) {
            return BeansXml.EMPTY_BEANS_XML;
        }
        try {
            return parser.apply(URI.create(archive.beansXml().get()).toURL());
        } catch (MalformedURLException | RuntimeException e) {
            throw new StartFailure(List.of(MESSAGES.badBeansXml(
                    archive.origin().path().resolve(Snapshot.BEANS_XML), Reasons.of(e))));
        }
    }

    private static BeanDiscoveryMode mode(BeansXml beansXml) {
        BeanDiscoveryMode mode = beansXml.getBeanDiscoveryMode();
        return mode == null ? BeanDiscoveryMode.ANNOTATED : mode;
    }

    private Set<String> beanClasses(ArchiveCopy archive, BeanDiscoveryMode mode, BeanDefiningAnnotations beanDefining) {
        Set<String> beans = new HashSet<>();
        if (mode == BeanDiscoveryMode.NONE) {
            return beans;
        }
        for (ClassInfo type : archive.classes()) {
            String name = type.name().toString();
            boolean implicit = isImplicit(archive, type) && !beanDefining.on(type);
            boolean visible = implicit || mode == BeanDiscoveryMode.ALL || beanDefining.on(type)
                    || hasAny(type, visibleAnnotations);
            if (visible && !type.hasDeclaredAnnotation(VETOED) && !loader.isRuntimes(name)) {
                beans.add(name);
                if (implicit) {
                    implicitBeans.add(name);
                }
            }
        }
        return beans;
    }

    /** What a library without beans.xml declares is for those who know how to look for it. */
    private boolean isImplicit(ArchiveCopy archive, ClassInfo type) {
        return isOwn(archive) && hasAny(type, implicitAnnotations) && !type.isInterface()
                && !Modifier.isAbstract(type.flags());
    }

    private static boolean isOwn(ArchiveCopy archive) {
        return archive.beansXml().isPresent() || !archive.origin().library();
    }

    /** Tells whether the class itself or a method has one of the annotations. */
    static boolean hasAny(ClassInfo type, Set<DotName> annotations) {
        return type.annotationsMap().entrySet().stream().filter(entry -> annotations.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).map(annotation -> annotation.target().kind())
                .anyMatch(kind -> kind == Kind.CLASS || kind == Kind.METHOD);
    }

    private static Set<String> names(ArchiveCopy archive) {
        Set<String> names = new HashSet<>();
        archive.classes().forEach(type -> names.add(type.name().toString()));
        return names;
    }
}
