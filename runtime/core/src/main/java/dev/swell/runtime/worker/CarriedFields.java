package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

/**
 * What a session-scoped bean had in its own fields, on the way from one worker to another. The instance stays behind: it is
 * tied to its container. The new container makes a new one, and gets these fields set.
 */
final class CarriedFields {

    // Each field is written alone, so that one that can't be read takes no other with it; but those that share an object are
    // written together, or each would have a copy of its own afterwards.

    private record Piece(List<String> fields, byte[] bytes) {}

    private record Written(List<String> fields, SerializedForm form) {
        boolean sharesWith(Written other) {
            return !Collections.disjoint(form.objects(), other.form.objects());
        }
    }

    private final List<Piece> pieces;

    private CarriedFields(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Takes the fields of an instance, running code of its application. Leaves out, and logs, what can't be written. */
    static CarriedFields of(Worker worker, Object instance) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields(instance).forEach((name, field) -> take(worker, name, field, instance, values));
        List<Written> all = new ArrayList<>();
        List<String> simple = values.keySet().stream().filter(name -> SerializedForm.isSimple(values.get(name)))
                .toList();
        if (!simple.isEmpty()) {
            add(worker, simple, values, all);
        }
        for (String name : values.keySet()) {
            if (!simple.contains(name)) {
                add(worker, List.of(name), values, all);
            }
        }
        return new CarriedFields(
                all.stream().map(written -> new Piece(written.fields, written.form.bytes())).toList());
    }

    private static void take(Worker worker, String name, Field field, Object instance, Map<String, Object> into) {
        try {
            if (!field.trySetAccessible()) {
                throw new IllegalAccessException("its module isn't open");
            }
            Object value = field.get(instance);
            if (value == null || !SerializedForm.isContainers(value.getClass())) {
                into.put(name, value);
            }
        } catch (IllegalAccessException e) {
            notWritten(worker, name, e);
        }
    }

    private static void add(Worker worker, List<String> names, Map<String, Object> values, List<Written> all) {
        try {
            Written written = write(names, values);
            List<Written> sharing = all.stream().filter(written::sharesWith).toList();
            if (!sharing.isEmpty()) {
                List<String> together = new ArrayList<>();
                sharing.forEach(other -> together.addAll(other.fields));
                together.addAll(names);
                written = write(together, values);
                all.removeAll(sharing);
            }
            all.add(written);
        } catch (IOException | RuntimeException | Error e) { // whatever its code throws, the others go on
            names.forEach(name -> notWritten(worker, name, e));
        }
    }

    private static Written write(List<String> names, Map<String, Object> values) throws IOException {
        return new Written(names, SerializedForm.of(names.stream().map(values::get).toList()));
    }

    private static void notWritten(Worker worker, String field, Throwable failure) {
        if (worker.sessions().saysFirst("left out " + field)) {
            LOG.fieldLeftOut(field, SerializedForm.reason(failure));
        }
    }

    /** Sets the fields of an instance that has just been made. Drops, and logs, what is gone or doesn't fit. */
    void into(Worker worker, Object instance) {
        Map<String, Field> fields = fields(instance);
        for (Piece piece : pieces) {
            List<String> left = new ArrayList<>(piece.fields);
            try (SerializedInput in = SerializedForm.open(piece.bytes, worker.loader())) {
                while (!left.isEmpty()) {
                    readNext(worker, in, left.remove(0), fields, instance);
                }
            } catch (IOException | RuntimeException | Error e) {
                left.forEach(name -> dropped(worker, name, SerializedForm.reason(e)));
            }
        }
    }

    /** Reads one value; the next one can be read after that though its class is missing. */
    private static void readNext(Worker worker, SerializedInput in, String name, Map<String, Field> fields,
            Object instance) throws IOException {
        try {
            set(worker, name, fields.get(name), instance, in.readObject());
        } catch (ClassNotFoundException e) {
            dropped(worker, name, "there is no class " + e.getMessage() + " any more");
        } catch (IOException | RuntimeException | Error e) {
            dropped(worker, name, SerializedForm.reason(e));
            throw e;
        }
    }

    private static void set(Worker worker, String name, Field field, Object instance, Object value) {
        if (field == null) {
            dropped(worker, name, "the class has no such field to set any more");
        } else if (value == null && field.getType().isPrimitive()) {
            dropped(worker, name, "null is no " + field.getType());
        } else {
            try {
                field.setAccessible(true);
                field.set(instance, value);
            } catch (IllegalArgumentException e) {
                dropped(worker, name, "%s is no %s".formatted(value.getClass().getName(), field.getType().getName()));
            } catch (IllegalAccessException | RuntimeException e) {
                dropped(worker, name, e.toString());
            }
        }
    }

    private static void dropped(Worker worker, String field, String reason) {
        if (worker.sessions().saysFirst("dropped " + field)) {
            LOG.fieldDropped(field, reason);
        }
    }

    /** Returns the fields that belong to the instance itself, by the names of class and field. */
    private static Map<String, Field> fields(Object instance) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Class<?> type = instance.getClass(); type != Object.class; type = type.getSuperclass()) {
            if (!SerializedForm.isContainers(type)) {
                for (Field field : type.getDeclaredFields()) {
                    if (isCarried(field)) {
                        fields.put(type.getName() + "#" + field.getName(), field);
                    }
                }
            }
        }
        return fields;
    }

    private static boolean isCarried(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic() && !field.isAnnotationPresent(Inject.class);
    }
}
