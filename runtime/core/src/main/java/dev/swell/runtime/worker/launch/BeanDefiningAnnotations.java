package dev.swell.runtime.worker.launch;

import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/** Tells which classes have an annotation that makes a bean of them: a scope, a stereotype, an interceptor's. */
final class BeanDefiningAnnotations {

    private final Set<Class<? extends Annotation>> known;
    private final Map<DotName, ClassInfo> classes;
    private final ClassLoader loader;
    private final Map<DotName, Class<?>> types = new HashMap<>();

    /**
     * Makes one.
     *
     * @param known those that the container knows: of CDI itself and of extensions
     * @param classes the classes of the application by name
     * @param loader loads the annotations' classes
     */
    BeanDefiningAnnotations(Set<Class<? extends Annotation>> known, Map<DotName, ClassInfo> classes,
            ClassLoader loader) {
        this.known = known;
        this.classes = classes;
        this.loader = loader;
    }

    boolean on(ClassInfo type) {
        if (type.declaredAnnotations().stream().map(this::type).anyMatch(this::definesBean)) {
            return true;
        }
        for (ClassInfo above = superclass(type); above != null; above = superclass(above)) {
            if (above.declaredAnnotations().stream().map(this::type).anyMatch(
                    annotation -> definesBean(annotation) && annotation.isAnnotationPresent(Inherited.class))) {
                return true;
            }
        }
        return false;
    }

    private ClassInfo superclass(ClassInfo type) {
        return type.superName() == null ? null : classes.get(type.superName());
    }

    private boolean definesBean(Class<?> annotation) {
        return known.contains(annotation) || annotation.isAnnotationPresent(NormalScope.class)
                || annotation.isAnnotationPresent(Stereotype.class);
    }

    private Class<?> type(AnnotationInstance annotation) {
        return types.computeIfAbsent(annotation.name(), name -> {
            try {
                return Class.forName(name.toString(), false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                return Object.class; // as at run time, an annotation whose class is missing is none
            }
        });
    }
}
