package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

import dev.swell.http.Route;
import dev.swell.socket.SocketHandler;
import dev.swell.state.LaneScoped;

/** Finds the application's archives on a class path. As for the JVM, an entry that isn't there or no jar is no error. */
final class ClassPathArchives {

    /** What makes an archive of a jar without beans.xml. */
    private static final Set<DotName> BEANS = Stream.of(ApplicationScoped.class, RequestScoped.class,
            SessionScoped.class, Dependent.class, LaneScoped.class, Route.class, SocketHandler.class)
            .map(DotName::createSimple).collect(Collectors.toSet());

    private final Set<Path> own;

    ClassPathArchives(Set<Path> own) {
        this.own = own;
    }

    List<Archive> find(List<Path> entries) {
        Map<Path, Archive> found = new LinkedHashMap<>();
        for (Path entry : entries) {
            try {
                Path path = entry.toRealPath();
                if (!own.contains(path) && (Files.isDirectory(path) || isBeanArchive(path))) {
                    found.putIfAbsent(path, new Archive(entry, path, false));
                }
            } catch (IOException e) {
                LaunchLogger.LOG.debugf("class path entry %s is left out: %s", entry, e);
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isBeanArchive(Path jar) throws IOException {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            return entries.getEntry(Snapshot.BEANS_XML) != null
                    || entries.stream().anyMatch(entry -> declaresBean(entries, entry));
        }
    }

    private static boolean declaresBean(ZipFile jar, ZipEntry entry) {
        if (!ClassFiles.isClass(entry.getName())) {
            return false;
        }
        try (InputStream bytes = jar.getInputStream(entry)) {
            ClassInfo type = Index.singleClass(bytes);
            return type != null && !type.isAnnotation() && Discovery.hasAny(type, BEANS);
        } catch (IOException | RuntimeException e) {
            LaunchLogger.LOG.debugf("%s in %s can't be read: %s", entry, jar.getName(), e);
            return false;
        }
    }
}
