package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.extension.model.RouteModel;
import dev.swell.runtime.worker.Worker;

class LaunchTest {

    @TempDir
    Path folder;
    private Worker worker;

    @AfterEach
    void close() {
        if (worker != null) {
            worker.close();
        }
    }

    @Test
    void startsAJarWithTheLibraryBesideIt() throws Exception {
        Path library = new Sources().beansXml("annotated").type("Stock", """
                @ApplicationScoped public class Stock { public int count() { return 7; } }""")
                .jar(folder.resolve("lib/stock.jar"));
        Path jar = new Sources().uses(library).type("Shop", """
                public class Shop {
                    @Inject Stock stock;
                    @Inject @org.eclipse.microprofile.config.inject.ConfigProperty(name = "shop.name") String name;
                    @Route("/shop") void show(HttpServerExchange exchange) {}
                    @Override public String toString() { return name + stock.count(); }
                }""").file("application.properties", "shop.name=corner").jar(folder.resolve("app.jar"));

        worker = start(jar);

        assertThat(worker.model().routes()).extracting(RouteModel::place)
                .hasToString("[app.Shop.show(HttpServerExchange)]");
        assertThat(text("app.Shop")).isEqualTo("corner7");
    }

    /** What a bean's toString says, asked as a request does. */
    private String text(String bean) throws ClassNotFoundException {
        Thread.currentThread().setContextClassLoader(worker.loader());
        try {
            return worker.bean(worker.loader().loadClass(bean)).orElseThrow().toString();
        } finally {
            Thread.currentThread().setContextClassLoader(LaunchTest.class.getClassLoader());
        }
    }

    private static Worker start(Path... paths) {
        return Launch.prepare(1, Application.at(List.of(paths)), Optional.empty(), Map.of()).start();
    }
}
