package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an application's code has put into a session by name. A value is an object of the worker that has put it there, or
 * first read it: workers after that get a copy made of their own classes, and so does one before. Safe for any thread.
 */
public final class SessionValues {

    private final Map<String, Value> values = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** An object and whose it is, null if everybody's; or its serialized form. */
    private record Value(Worker worker, Object object, byte[] bytes) {
        static Value of(Worker worker, Object object) {
            return new Value(SerializedForm.isSimple(object) || object instanceof byte[] ? null : worker, object, null);
        }

        boolean isFor(Worker reader) {
            return bytes == null && (worker == null || worker == reader);
        }
    }

    /** Returns the value of that name as the worker's code knows it, or null if there is none that it can read. */
    public Object get(Worker reader, String name) {
        Value value = values.get(name);
        if (value == null || value.isFor(reader)) {
            return value == null ? null : value.object;
        }
        lock.lock();
        try {
            return copy(reader, name);
        } finally {
            lock.unlock();
        }
    }

    private Object copy(Worker reader, String name) {
        Value value = values.get(name);
        if (value == null || value.isFor(reader)) {
            return value == null ? null : value.object;
        }
        byte[] bytes = value.bytes == null ? bytesOf(value, name) : value.bytes;
        Object copy = bytes == null ? null : read(reader, name, bytes);
        boolean takesOver = value.worker == null || value.worker.id() < reader.id();
        if (copy != null && takesOver && !reader.sessions().isLeft()) {
            values.put(name, Value.of(reader, copy));
        }
        return copy;
    }

    private static byte[] bytesOf(Value value, String name) {
        byte[][] bytes = {null};
        value.worker.inside(() -> {
            try {
                bytes[0] = SerializedForm.bytesOf(value.object);
            } catch (IOException | RuntimeException | Error e) { // whatever its code throws
                if (value.worker.sessions().saysFirst("left out value " + name)) {
                    LOG.valueLeftOut(name, SerializedForm.reason(e));
                }
            }
        });
        return bytes[0];
    }

    private static Object read(Worker reader, String name, byte[] bytes) {
        try (SerializedInput in = SerializedForm.open(bytes, reader.loader())) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
            if (reader.sessions().saysFirst("dropped value " + name)) {
                LOG.valueDropped(name, SerializedForm.reason(e));
            }
            return null;
        }
    }

    /** Puts a value of the worker's code there, and returns the one before. */
    public Object set(Worker writer, String name, Object object) {
        lock.lock();
        try {
            Object before = copy(writer, name);
            values.put(name, Value.of(writer, object));
            if (writer.sessions().isLeft()) {
                release(writer, name);
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a value and returns it. */
    public Object remove(Worker worker, String name) {
        lock.lock();
        try {
            Object before = copy(worker, name);
            values.remove(name);
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the names of all values. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /**
     * Lets go of all that belongs to a worker ({@link Worker#leaveSessions} has been called), and keeps the serialized
     * forms. Runs application code; what can't be serialized is dropped, with a line in the log.
     */
    public void leave(Worker worker) {
        lock.lock();
        try {
            names().forEach(name -> release(worker, name));
        } finally {
            lock.unlock();
        }
    }

    private void release(Worker worker, String name) {
        Value value = values.get(name);
        if (value.worker == worker) {
            byte[] bytes = bytesOf(value, name);
            if (bytes == null) {
                values.remove(name);
            } else {
                values.put(name, new Value(null, null, bytes));
            }
        }
    }

    /** Forgets all, at the session's end. */
    public void clear() {
        lock.lock();
        try {
            values.clear();
        } finally {
            lock.unlock();
        }
    }
}
