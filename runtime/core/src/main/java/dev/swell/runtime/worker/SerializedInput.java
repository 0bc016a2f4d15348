package dev.swell.runtime.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/**
 * Reads objects that another worker has written, as those of this worker's classes. A class that declares no
 * {@code serialVersionUID} may have changed: what has kept its name and type is read.
 */
final class SerializedInput extends ObjectInputStream {

    private final ClassLoader loader;
    private boolean inDescriptor;
    private String described;

    SerializedInput(ByteArrayInputStream bytes, ClassLoader loader) throws IOException {
        super(bytes);
        this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described) throws ClassNotFoundException {
        return Class.forName(described.getName(), false, loader);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
        Class<?>[] interfaces = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            interfaces[i] = Class.forName(names[i], false, loader);
        }
        return Proxy.newProxyInstance(loader, interfaces, (proxy, method, arguments) -> null).getClass();
    }

    // A descriptor begins with the class's name and its version. A version that nobody has declared is a hash of all members:
    // reading the one of the class as it is now stands for "fits".

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        inDescriptor = true;
        described = null;
        try {
            return super.readClassDescriptor();
        } finally {
            inDescriptor = false;
        }
    }

    @Override
    public String readUTF() throws IOException {
        String text = super.readUTF();
        if (inDescriptor && described == null) {
            described = text;
        }
        return text;
    }

    @Override
    public long readLong() throws IOException {
        long value = super.readLong();
        return inDescriptor ? version(described, value) : value;
    }

    private long version(String name, long written) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            ObjectStreamClass now = ObjectStreamClass.lookup(type);
            return now == null || declaresVersion(type) ? written : now.getSerialVersionUID();
        } catch (ClassNotFoundException e) {
            return written; // which is told when the class is resolved
        }
    }

    private static boolean declaresVersion(Class<?> type) {
        try {
            type.getDeclaredField("serialVersionUID");
            return true;
        } catch (NoSuchFieldException e) {
            return false;
        }
    }
}
