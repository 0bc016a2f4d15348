package dev.swell.runtime.worker.launch;

import com.fasterxml.jackson.databind.type.TypeFactory;

/** Lets go of what libraries and application code leave behind that holds a worker's class loader. */
final class ClassLoaderRelease {

    private ClassLoaderRelease() {}

    static void release(ClassLoader loader) {
        TypeFactory.defaultInstance().clearCache();
    }
}
