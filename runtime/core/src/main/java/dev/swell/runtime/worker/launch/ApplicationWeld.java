package dev.swell.runtime.worker.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.Extension;

import org.jboss.weld.bootstrap.api.Bootstrap;
import org.jboss.weld.bootstrap.api.CDI11Bootstrap;
import org.jboss.weld.bootstrap.api.TypeDiscoveryConfiguration;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.bootstrap.spi.BeansXml;
import org.jboss.weld.bootstrap.spi.Deployment;
import org.jboss.weld.bootstrap.spi.Metadata;
import org.jboss.weld.environment.deployment.WeldBeanDeploymentArchive;
import org.jboss.weld.environment.deployment.WeldDeployment;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.lite.extension.translator.BuildCompatibleExtensionLoader;
import org.jboss.weld.manager.api.ExecutorServices;
import org.jboss.weld.resources.spi.ResourceLoader;

/** Weld with the application's archives, as {@link Discovery} finds them, and one archive of the runtime's own beans. */
final class ApplicationWeld extends Weld {

    private static final String RUNTIME_ARCHIVE = "swell";
    private static final String ADDED = "synthetic:"; // where Weld says that extensions are from that were added by hand

    private final ApplicationLoader loader;
    private final Discovery discovery;
    private final ContainerThreads threads;
    private final List<Class<?>> runtimeBeans;
    private Bootstrap bootstrap;

    ApplicationWeld(ApplicationLoader loader, Discovery discovery, ContainerThreads threads,
            List<Class<?>> runtimeBeans) {
        super(loader.containerId());
        this.loader = loader;
        this.discovery = discovery;
        this.threads = threads;
        this.runtimeBeans = runtimeBeans;
        setClassLoader(loader);
        skipShutdownHook();
    }

    /** Starts the container; after a failure nothing of it is left. */
    @Override
    public WeldContainer initialize() {
        try {
            return super.initialize();
        } catch (Throwable e) { // thrown again
            discard(e);
            throw e;
        }
    }

    private void discard(Throwable failure) {
        if (bootstrap != null) {
            try {
                bootstrap.shutdown(); // Weld only forgets the container, but keeps what holds its classes
            } catch (RuntimeException | Error e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    protected boolean isSyntheticBeanArchiveRequired() {
        return true; // so that no beans.xml is asked for
    }

    @Override
    protected Iterable<Metadata<Extension>> getExtensions() {
        BuildCompatibleExtensionLoader.clearDiscoveredExtensions(); // it keeps those of the worker before
        List<Metadata<Extension>> extensions = new ArrayList<>();
        for (Metadata<Extension> extension : super.getExtensions()) {
            if (extension.getLocation().startsWith(ADDED)
                    || !loader.isRuntimes(extension.getValue().getClass().getName())) {
                extensions.add(extension);
            }
        }
        BuildCompatibleExtensionLoader.clearDiscoveredExtensions();
        return extensions;
    }

    @Override
    protected Deployment createDeployment(ResourceLoader resources, CDI11Bootstrap starting) {
        bootstrap = starting;
        Iterable<Metadata<Extension>> extensions = getExtensions();
        TypeDiscoveryConfiguration types = starting.startExtensions(extensions);
        Set<WeldBeanDeploymentArchive> archives = discovery.archives(types.getKnownBeanDefiningAnnotations(),
                url -> starting.parse(url, BeanDiscoveryMode.ANNOTATED));
        archives.add(new WeldBeanDeploymentArchive(RUNTIME_ARCHIVE, Set.of(), null, BeansXml.EMPTY_BEANS_XML, Set.of(),
                runtimeBeans));
        archives.forEach(archive -> archive.getServices().add(ResourceLoader.class, resources));
        WeldDeployment deployment = new WeldDeployment(resources, starting, archives, extensions);
        deployment.getServices().add(ExecutorServices.class, threads);
        return deployment;
    }
}
