package dev.swell.runtime.worker.leak;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the threads that hold a class loader. Virtual threads can't be looked through. */
final class ThreadHolders {

    private final ClassLoader loader;

    ThreadHolders(ClassLoader loader) {
        this.loader = loader;
    }

    List<String> find() {
        List<String> found = new ArrayList<>();
        all().filter(thread -> thread != Thread.currentThread()).forEach(thread -> {
            List<String> by = by(thread);
            if (!by.isEmpty()) {
                found.add(name(thread) + " (" + String.join(", ", by) + ")");
            }
        });
        return found;
    }

    static String name(Thread thread) {
        return "thread '" + thread.getName() + "'";
    }

    static Stream<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        return Stream.of(threads).limit(root.enumerate(threads));
    }

    private List<String> by(Thread thread) {
        List<String> by = new ArrayList<>();
        if (Loaders.isOf(loader, thread)) {
            by.add("its class " + thread.getClass().getName());
        }
        Object target = target(thread);
        if (Loaders.isOf(loader, target)) {
            by.add("it was made to run " + target.getClass().getName());
        }
        if (Loaders.isAt(loader, thread.getContextClassLoader())) {
            by.add("its context class loader");
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (loader.getName() != null && loader.getName().equals(frame.getClassLoaderName())) {
                by.add("it runs " + frame.getClassName() + "." + frame.getMethodName());
                break;
            }
        }
        by.addAll(locals("ThreadLocal", Opening.read(Thread.class, "threadLocals", thread)));
        by.addAll(locals("InheritableThreadLocal", Opening.read(Thread.class, "inheritableThreadLocals", thread)));
        return by;
    }

    private static Object target(Thread thread) {
        Object target = Opening.read(Thread.class, "target", thread);
        Object later = target == null ? Opening.read(Thread.class, "holder", thread) : null; // since JDK 19
        return later == null ? target : Opening.read(later.getClass(), "task", later);
    }

    private List<String> locals(String kind, Object map) {
        Object table = map == null ? null : Opening.read(map.getClass(), "table", map);
        List<String> by = new ArrayList<>();
        for (int i = 0; table != null && i < Array.getLength(table); i++) {
            Object entry = Array.get(table, i);
            Object value = entry == null ? null : Opening.read(entry.getClass(), "value", entry);
            if (Loaders.isOf(loader, value)) {
                by.add(keyName((Reference<?>) entry, kind) + " value of type " + typeName(value));
            }
        }
        return by;
    }

    private static String typeName(Object value) {
        return value instanceof Class<?> type ? "Class<" + type.getName() + ">" : value.getClass().getTypeName();
    }

    private static String keyName(Reference<?> entry, String kind) {
        Object key = entry.get();
        return key == null || key.getClass().getName().startsWith("java.lang.") ? kind : key.getClass().getName();
    }
}
