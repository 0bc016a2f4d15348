package dev.swell.runtime.control;

/** Makes the threads of this package. They keep no class loader of an application. */
final class ControlThreads {

    private ControlThreads() {}

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(ControlThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
