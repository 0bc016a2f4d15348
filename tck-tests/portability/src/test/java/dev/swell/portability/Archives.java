package dev.swell.portability;

import jakarta.enterprise.inject.spi.Extension;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import dev.swell.extension.SwellExtension;

/** Makes the archives that are deployed: with the extension, and of discovery mode {@code annotated}. */
final class Archives {

    private static final String BEANS_XML = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private Archives() {}

    static JavaArchive of(Class<?>... classes) {
        return ShrinkWrap.create(JavaArchive.class).addClass(SwellExtension.class).addClasses(classes)
                .addAsServiceProvider(Extension.class, SwellExtension.class)
                .addAsManifestResource(new StringAsset(BEANS_XML), "beans.xml");
    }

    static JavaArchive withSettings(String settings, Class<?>... classes) {
        return of(classes).addAsResource(new StringAsset(settings), ArchiveSettings.FILE);
    }
}
