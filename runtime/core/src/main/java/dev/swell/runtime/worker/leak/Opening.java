package dev.swell.runtime.worker.leak;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

/** Looks into private fields of the JDK, as far as it is open and has them. */
final class Opening {

    private Opening() {}

    /** Returns what a field holds; null if it holds nothing, isn't there or isn't open. */
    static Object read(Class<?> declaring, String name, Object instance) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(instance);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LeakLogger.LOG.tracef("%s.%s can't be read", declaring.getName(), name);
            return null;
        }
    }

    static Object read(String declaring, String name, Object instance) {
        try {
            return read(Class.forName(declaring), name, instance);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
