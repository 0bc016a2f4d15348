package dev.swell.portability;

import jakarta.enterprise.inject.spi.Extension;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import dev.swell.extension.SwellExtension;
import dev.swell.runtime.attached.AttachedExtension;

/** Makes the archives that are deployed: with the extension, and of discovery mode {@code annotated}. */
final class Archives {

    private static final String BEANS_XML = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private Archives() {}

    /** Makes one that isn't served. */
    static JavaArchive of(Class<?>... classes) {
        return withSettings("", classes);
    }

    /** Makes one that isn't served, with lines of configuration. */
    static JavaArchive withSettings(String settings, Class<?>... classes) {
        return make("swell.attached=false\n" + settings, classes);
    }

    /** Makes one that is served on any free port. */
    static JavaArchive served(Class<?>... classes) {
        return servedOn(0, classes);
    }

    /** Makes one that is served on that port. */
    static JavaArchive servedOn(int port, Class<?>... classes) {
        return make("swell.management.port=off\nswell.http.port=" + port, classes).addClass(AttachedExtension.class)
                .addAsServiceProvider(Extension.class, SwellExtension.class, AttachedExtension.class);
    }

    private static JavaArchive make(String settings, Class<?>... classes) {
        return ShrinkWrap.create(JavaArchive.class).addClass(SwellExtension.class).addClasses(classes)
                .addAsServiceProvider(Extension.class, SwellExtension.class)
                .addAsManifestResource(new StringAsset(BEANS_XML), "beans.xml")
                .addAsResource(new StringAsset(settings), "application.properties");
    }
}
