package dev.swell.runtime.worker.leak;

/** What belongs to a class loader: it, the class loaders below it, their classes, and the instances of these. */
final class Loaders {

    private Loaders() {}

    static boolean isAt(ClassLoader loader, ClassLoader other) {
        for (ClassLoader next = other; next != null; next = next.getParent()) {
            if (next == loader) {
                return true;
            }
        }
        return false;
    }

    static boolean isOf(ClassLoader loader, Object object) {
        if (object == null) {
            return false;
        }
        if (object instanceof ClassLoader other && isAt(loader, other)) {
            return true;
        }
        Class<?> type = object instanceof Class<?> given ? given : object.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return isAt(loader, type.getClassLoader());
    }
}
