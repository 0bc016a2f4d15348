package dev.swell.runtime.worker.leak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.netbeans.lib.profiler.heap.ArrayItemValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;

/**
 * The shortest ways from what the JVM holds by itself to a class loader, in a heap dump. It shows types, fields and the
 * names of threads; values of fields may be secrets.
 */
final class HeapPaths {

    private static final int MOST_STEPS = 16;
    private static final int LONGEST = 10_000;

    private final Heap heap;
    private final Map<Long, String> threads = ThreadHolders.all().collect(Collectors.toMap(Thread::getId,
            ThreadHolders::name, (one, other) -> one));

    HeapPaths(Path dump) throws IOException {
        heap = HeapFactory.createHeap(dump.toFile());
    }

    /** Returns the path to a class loader that is watched, for people; empty if there is none without soft references. */
    Optional<String> to(long serial) {
        LinkedList<Instance> path = new LinkedList<>();
        Instance next = watched(serial);
        while (next != null && path.size() < LONGEST) {
            path.addFirst(next);
            if (next.isGCRoot()) {
                return Optional.of(describe(fromStatic(path)));
            }
            next = next.getNearestGCRootPointer();
        }
        return Optional.empty();
    }

    private Instance watched(long serial) {
        for (Object found : heap.getJavaClassByName(Watched.class.getName()).getInstances()) {
            Instance instance = (Instance) found;
            if (instance.getValueOfField("serial").equals(serial)) {
                return (Instance) instance.getValueOfField("referent");
            }
        }
        return null;
    }

    /** A static field holds for good, if not one of the class loader itself: how its class is held says no more. */
    private List<Instance> fromStatic(List<Instance> path) {
        long loader = path.get(path.size() - 1).getInstanceId();
        for (int i = path.size() - 2; i > 0; i--) {
            JavaClass asClass = heap.getJavaClassByID(path.get(i).getInstanceId());
            if (asClass != null && (asClass.getClassLoader() == null
                    || asClass.getClassLoader().getInstanceId() != loader)) {
                return path.subList(i, path.size());
            }
        }
        return path;
    }

    private String describe(List<Instance> path) {
        Instance first = path.get(0);
        List<String> steps = new ArrayList<>(List.of(first.isGCRoot() ? root(first) : type(first)));
        for (int i = 1; i < path.size(); i++) {
            steps.add(step(path.get(i - 1), path.get(i)));
        }
        if (steps.size() > MOST_STEPS) {
            List<String> middle = steps.subList(MOST_STEPS / 2, steps.size() - MOST_STEPS / 2);
            String left = "… " + middle.size() + " more …";
            middle.clear();
            middle.add(left);
        }
        return String.join(" → ", steps);
    }

    private String root(Instance instance) {
        GCRoot root = heap.getGCRoot(instance);
        if (root instanceof JavaFrameGCRoot frame) {
            return "a local variable" + method(frame) + " → " + type(instance);
        }
        return switch (root.getKind()) {
            case GCRoot.THREAD_OBJECT, GCRoot.STICKY_CLASS -> type(instance);
            default -> root.getKind() + " → " + type(instance);
        };
    }

    private String method(JavaFrameGCRoot frame) {
        ThreadObjectGCRoot thread = frame.getThreadGCRoot();
        if (thread == null) {
            return "";
        }
        StackTraceElement[] stack = thread.getStackTrace();
        int at = frame.getFrameNumber();
        String method = stack == null || at < 0 || at >= stack.length ? ""
                : " of " + stack[at].getClassName() + "." + stack[at].getMethodName();
        return method + " in " + type(thread.getInstance());
    }

    private String step(Instance from, Instance to) {
        String type = type(to);
        if (from instanceof ObjectArrayInstance array) {
            return "[" + index(array, to) + "] " + type;
        }
        JavaClass asClass = heap.getJavaClassByID(from.getInstanceId());
        for (Object value : asClass == null ? from.getFieldValues() : asClass.getStaticFieldValues()) {
            if (value instanceof ObjectFieldValue field && same(field.getInstance(), to)) {
                String name = field.getField().getName();
                return name.startsWith("<") ? "its class loader" : name + " " + type; // the parser's, and so are its <>
            }
        }
        return type; // the class of an instance
    }

    private static String index(ObjectArrayInstance array, Instance to) {
        for (Object value : array.getItems()) {
            if (value instanceof ArrayItemValue item && same(item.getInstance(), to)) {
                return String.valueOf(item.getIndex());
            }
        }
        return "";
    }

    private static boolean same(Instance one, Instance other) {
        return one != null && one.getInstanceId() == other.getInstanceId();
    }

    private String type(Instance instance) {
        JavaClass asClass = heap.getJavaClassByID(instance.getInstanceId());
        if (asClass != null) {
            return "class " + asClass.getName();
        }
        String type = instance.getJavaClass().getName();
        String thread = isThread(instance) ? threads.get(instance.getValueOfField("tid")) : null;
        return thread == null ? type : type + " (" + thread + ")";
    }

    private static boolean isThread(Instance instance) {
        JavaClass type = instance.getJavaClass();
        while (type != null && !type.getName().equals(Thread.class.getName())) {
            type = type.getSuperClass();
        }
        return type != null;
    }
}
