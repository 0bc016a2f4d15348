package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * The class loader of one worker. It has the application's classes; whatever the runtime has too comes from there, so
 * that both mean the same class. Resources are looked up here first, and some of them here only.
 */
final class ApplicationLoader extends URLClassLoader {

    /** With those of the parent, the runtime's own would become part of each application. */
    private static final Set<String> HERE_ONLY = Set.of(Snapshot.BEANS_XML,
            "META-INF/services/jakarta.enterprise.inject.spi.Extension",
            "META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension");

    static {
        registerAsParallelCapable();
        // a cached jar stays open when its class loader is closed, and its file with it
        URLConnection.setDefaultUseCaches("jar", false);
    }

    private final List<Archive> archives;
    private final String containerId;
    private final boolean sharesClasses;

    /**
     * Makes one.
     *
     * @param sharesClasses whether the application's classes too come from the parent
     */
    ApplicationLoader(String containerId, List<ArchiveCopy> copies, ClassLoader parent, boolean sharesClasses) {
        super(containerId, urls(copies), parent);
        this.containerId = containerId;
        this.sharesClasses = sharesClasses;
        this.archives = copies.stream().map(ArchiveCopy::origin).toList();
    }

    private static URL[] urls(List<ArchiveCopy> copies) {
        List<URL> urls = new ArrayList<>();
        for (ArchiveCopy copy : copies) {
            try {
                urls.add(copy.path().toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    String containerId() {
        return containerId;
    }

    /** Tells whether a class loader is this one, or one that application code has made below it. */
    boolean isAt(ClassLoader other) {
        for (ClassLoader next = other; next != null; next = next.getParent()) {
            if (next == this) {
                return true;
            }
        }
        return false;
    }

    /** Defines a class of the runtime once more, as one of the application. */
    Class<?> defineOwn(Class<?> type) {
        try (InputStream code = type.getResourceAsStream("/" + ClassFiles.entry(type.getName()))) {
            byte[] bytes = code.readAllBytes();
            return defineClass(type.getName(), bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether the runtime has a class, and not just because the application is on its class path. */
    boolean isRuntimes(String className) {
        return className.startsWith("java.") || parentHas(ClassFiles.entry(className));
    }

    private boolean parentHas(String resource) {
        URL url = getParent().getResource(resource);
        return url != null && !isOfApplication(url);
    }

    private boolean isOfApplication(URL url) {
        String address = url.toString();
        return archives.stream().anyMatch(archive -> archive.holds(address));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isApplications(name) ? findClass(name) : getParent().loadClass(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private boolean isApplications(String className) {
        return !sharesClasses && findResource(ClassFiles.entry(className)) != null && !isRuntimes(className);
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        if (own != null || HERE_ONLY.contains(name)) {
            return own;
        }
        URL inherited = getParent().getResource(name);
        return inherited == null || !isOfApplication(inherited) ? inherited : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(findResources(name));
        if (!HERE_ONLY.contains(name)) {
            for (URL inherited : Collections.list(getParent().getResources(name))) {
                if (!isOfApplication(inherited)) {
                    all.add(inherited);
                }
            }
        }
        return Collections.enumeration(all);
    }
}
