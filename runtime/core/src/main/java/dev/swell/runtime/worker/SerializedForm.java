package dev.swell.runtime.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Application objects in a form that holds no class of theirs. It never leaves the JVM, so what is read is what was written
 * here.
 *
 * @param bytes the objects one after another; they share what they have shared
 * @param objects those that were written, except such as nobody can tell from a copy; used while the worker that they belong
 *        to is there
 */
record SerializedForm(byte[] bytes, Set<Object> objects) {

    private static final Set<Class<?>> SIMPLE = Set.of(String.class, Boolean.class, Character.class, Byte.class,
            Short.class, Integer.class, Long.class, Float.class, Double.class, BigInteger.class, BigDecimal.class,
            UUID.class);
    private static final String WELD = "org.jboss.weld.";
    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LAST_PAUSE_NANOS = 100_000_000;

    /** Tells whether a value belongs to no class loader and can't be changed. */
    static boolean isSimple(Object value) {
        return value == null || SIMPLE.contains(value.getClass());
    }

    /** Tells whether a class is the container's, or made by it at run time. */
    static boolean isContainers(Class<?> type) {
        return type.getName().startsWith(WELD)
                || Stream.of(type.getInterfaces()).anyMatch(made -> made.getName().startsWith(WELD));
    }

    /**
     * Writes objects of an application, running its code. Requests may change them meanwhile: then it tries again, for a
     * tenth of a second at most.
     *
     * @throws IOException if one can't be written; and whatever else application code throws
     */
    static SerializedForm of(Collection<?> values) throws IOException {
        for (long pause = FIRST_PAUSE_NANOS; pause < LAST_PAUSE_NANOS; pause *= 2) {
            try {
                return write(values);
            } catch (ConcurrentModificationException e) {
                LockSupport.parkNanos(pause);
            }
        }
        throw new InvalidObjectException("requests change it all the time");
    }

    private static SerializedForm write(Collection<?> values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Output out = new Output(bytes)) {
            for (Object value : values) {
                out.writeObject(value);
            }
            out.flush();
            return new SerializedForm(bytes.toByteArray(), out.seen);
        }
    }

    static byte[] bytesOf(Object value) throws IOException {
        return of(Collections.singletonList(value)).bytes;
    }

    /** Opens the bytes for an application, as whose classes the objects are read. */
    static SerializedInput open(byte[] bytes, ClassLoader loader) throws IOException {
        return new SerializedInput(new ByteArrayInputStream(bytes), loader);
    }

    private static final class Output extends ObjectOutputStream {

        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Output(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) throws IOException {
            if (isContainers(value.getClass())) { // it would lead to the container that is closed
                throw new InvalidObjectException("it leads to another bean, which only injection can");
            }
            if (!isSimple(value) && !(value instanceof Enum)) {
                seen.add(value);
            }
            return value;
        }
    }

    /** Says shortly why something can't be written or read. */
    static String reason(Throwable failure) {
        if (failure instanceof NotSerializableException) {
            return failure.getMessage() + " isn't Serializable";
        }
        return failure instanceof ObjectStreamException ? failure.getMessage() : failure.toString();
    }
}
