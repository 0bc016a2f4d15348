package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchLogger.LOG;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;

import io.undertow.server.HandlerWrapper;

import dev.swell.state.Cleaner;

/**
 * Classes that nothing calls, since they lack a scope: middleware and cleaners. Nobody would miss them before somebody else
 * finds the application open.
 */
final class Overlooked {

    private static final Set<DotName> ROLES = Set.of(DotName.createSimple(HandlerWrapper.class),
            DotName.createSimple(Cleaner.class));
    private static final DotName INJECT = DotName.createSimple(Inject.class);

    private record Candidate(String type, Path archive, String role) {}

    private final ApplicationLoader loader;
    private final List<Candidate> candidates = new ArrayList<>();

    Overlooked(ApplicationLoader loader) {
        this.loader = loader;
    }

    /**
     * Looks at one archive.
     *
     * @param beans the names of those of its classes that are beans
     * @param all the classes of all archives
     */
    void look(ArchiveCopy archive, Set<String> beans, Map<DotName, ClassInfo> all) {
        for (ClassInfo type : archive.classes()) {
            String name = type.name().toString();
            if (!beans.contains(name) && !loader.isRuntimes(name) && couldBeBean(type) && !isVetoed(type, all)) {
                role(type, all).ifPresent(role -> candidates
                        .add(new Candidate(name, archive.origin().path(), role.withoutPackagePrefix())));
            }
        }
    }

    /** What takes arguments that nobody injects is made by code of the application. */
    private static boolean couldBeBean(ClassInfo type) {
        boolean named = type.nestingType() == NestingType.TOP_LEVEL || type.nestingType() == NestingType.INNER;
        return named && !type.isInterface() && !Modifier.isAbstract(type.flags()) && (type.hasNoArgsConstructor()
                || type.constructors().stream().anyMatch(constructor -> constructor.hasAnnotation(INJECT)));
    }

    private static boolean isVetoed(ClassInfo type, Map<DotName, ClassInfo> all) {
        ClassInfo around = all.get(DotName.createSimple(type.name().packagePrefix() + ".package-info"));
        return type.hasDeclaredAnnotation(Discovery.VETOED)
                || around != null && around.hasDeclaredAnnotation(Discovery.VETOED);
    }

    private static Optional<DotName> role(ClassInfo type, Map<DotName, ClassInfo> all) {
        List<DotName> above = new ArrayList<>(type.interfaceNames());
        if (type.superName() != null) {
            above.add(type.superName());
        }
        return above.stream().filter(ROLES::contains).findFirst().or(() -> above.stream().map(all::get)
                .filter(found -> found != null).flatMap(found -> role(found, all).stream()).findFirst());
    }

    /** Warns of those of them that aren't produced, or made beans by an extension, or extended by a bean. */
    void warn(BeanManager beans) {
        if (candidates.isEmpty()) {
            return;
        }
        Set<String> types = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            bean.getTypes().forEach(type -> types.add(type.getTypeName()));
            types.add(bean.getBeanClass().getName());
        }
        candidates.stream().filter(candidate -> !types.contains(candidate.type))
                .forEach(candidate -> LOG.overlooked(candidate.type, candidate.archive, candidate.role));
    }
}
