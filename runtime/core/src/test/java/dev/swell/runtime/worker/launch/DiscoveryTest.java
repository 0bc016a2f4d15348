package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.extension.model.RouteModel;

class DiscoveryTest {

    private static final String SCOPED = "@ApplicationScoped public class Scoped {}";
    private static final String PLAIN = "public class Plain { @Override public String toString() { return \"plain\"; } }";

    @TempDir
    Path folder;

    private static Sources twoClasses() {
        return new Sources().type("Scoped", SCOPED).type("Plain", PLAIN);
    }

    @Test
    void anArchiveOfModeAnnotatedGivesItsScopedClasses() throws IOException {
        try (LaunchedWorker worker = LaunchedWorker
                .of(twoClasses().beansXml("annotated").jar(folder.resolve("a.jar")))) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(worker.has("app.Plain")).isFalse();
        }
    }

    @Test
    void anArchiveWithoutBeansXmlIsOfModeAnnotated() throws IOException {
        try (LaunchedWorker worker = LaunchedWorker.of(twoClasses().jar(folder.resolve("a.jar")))) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(worker.has("app.Plain")).isFalse();
        }
    }

    @Test
    void anEmptyBeansXmlIsOfModeAnnotated() throws IOException {
        try (LaunchedWorker worker = LaunchedWorker
                .of(twoClasses().file("META-INF/beans.xml", "").jar(folder.resolve("a.jar")))) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(worker.has("app.Plain")).isFalse();
        }
    }

    @Test
    void anArchiveOfModeAllGivesAllClasses() throws IOException {
        try (LaunchedWorker worker = LaunchedWorker.of(twoClasses().beansXml("all").directory(folder.resolve("a")))) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(worker.text("app.Plain")).isEqualTo("plain");
        }
    }

    @Test
    void anArchiveOfModeNoneGivesNothing() throws IOException {
        try (LaunchedWorker worker = LaunchedWorker.of(twoClasses().beansXml("none").jar(folder.resolve("a.jar")))) {
            assertThat(worker.has("app.Scoped")).isFalse();
            assertThat(worker.has("app.Plain")).isFalse();
        }
    }

    @Test
    void stereotypesScopesAndInterceptorsOfTheApplicationMakeBeans() throws IOException {
        Path jar = new Sources().type("Job", """
                @Stereotype @RequestScoped @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                public @interface Job {}""").type("Work", "@Job public class Work {}")
                .type("Base", "@ApplicationScoped public abstract class Base {}")
                .type("Heir", "public class Heir extends Base {}").jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.has("app.Work")).isTrue();
            assertThat(worker.has("app.Heir")).as("scopes are inherited").isTrue();
        }
    }

    @Test
    void alternativesAndInterceptorsOfBeansXmlWork() throws IOException {
        Path jar = new Sources().type("Greeting", "public interface Greeting { String text(); }")
                .type("Usual",
                        "@ApplicationScoped public class Usual implements Greeting { public String text() { return \"hello\"; } }")
                .type("Other",
                        "@Alternative @ApplicationScoped public class Other implements Greeting { public String text() { return \"hi\"; } }")
                .type("Loud", """
                        @jakarta.interceptor.InterceptorBinding
                        @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                        public @interface Loud {}""")
                .type("Shout",
                        """
                                @Loud @jakarta.interceptor.Interceptor public class Shout {
                                    @jakarta.interceptor.AroundInvoke Object loud(jakarta.interceptor.InvocationContext call) throws Exception {
                                        return call.proceed() + "!";
                                    }
                                }""")
                .type("Speaker", """
                        @ApplicationScoped @Loud public class Speaker {
                            @Inject Greeting greeting;
                            public String toString() { return say(); }
                            public String say() { return greeting.text(); }
                        }""")
                .file("META-INF/beans.xml",
                        """
                                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                                  <alternatives><class>app.Other</class></alternatives>
                                  <interceptors><class>app.Shout</class></interceptors>
                                </beans>""")
                .jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.text("app.Speaker")).isEqualTo("hi!");
        }
    }

    @Test
    void classesThatABeansXmlExcludesAreNoBeans() throws IOException {
        Path jar = twoClasses().type("Other", "@ApplicationScoped public class Other {}").file("META-INF/beans.xml", """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                  <scan><exclude name="app.Scoped"/></scan>
                </beans>""").jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.has("app.Scoped")).isFalse();
            assertThat(worker.has("app.Other")).isTrue();
        }
    }

    @Test
    void beansThatNeedAMissingClassMayBeExcludedOrVetoed() throws IOException {
        Path library = new Sources().type("Gone", "public class Gone {}").jar(folder.resolve("gone.jar"));
        Path excluded = new Sources().uses(library).type("Left", "@ApplicationScoped public class Left {}")
                .type("Uses", "@ApplicationScoped public class Uses extends Gone {}")
                .file("META-INF/beans.xml",
                        """
                                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                                  <scan>
                                    <exclude name="app.Uses"><if-class-not-available name="app.Gone"/></exclude>
                                  </scan>
                                </beans>""")
                .jar(folder.resolve("excluded.jar"));
        Path vetoed = new Sources().uses(library)
                .type("Vetoes", "@Vetoed @ApplicationScoped public class Vetoes extends Gone {}")
                .jar(folder.resolve("vetoed.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(excluded, vetoed)) {
            assertThat(worker.has("app.Left")).isTrue();
        }
    }

    @Test
    void aClassWithRoutesNeedsNoScope() throws IOException {
        Path jar = new Sources().beansXml("annotated").type("Home", """
                public class Home {
                    private int made;
                    @PostConstruct void made() { made++; }
                    @Route("/") void home(HttpServerExchange exchange) {}
                    @Override public String toString() { return "made " + made; }
                }""").type("Lasting", """
                @RequestScoped public class Lasting {
                    @Route("/lasting") void show(HttpServerExchange exchange) {}
                }""").jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.worker().model().routes()).extracting(RouteModel::place).extracting(Object::toString)
                    .containsExactlyInAnyOrder("app.Home.home(HttpServerExchange)",
                            "app.Lasting.show(HttpServerExchange)");
            assertThat(worker.text("app.Home")).isEqualTo("made 1");
            assertThat(scope(worker, "app.Home")).isEqualTo("ApplicationScoped");
            assertThat(scope(worker, "app.Lasting")).isEqualTo("RequestScoped");
        }
    }

    @Test
    void aClassWithRoutesIsApplicationScopedInModeAllToo() throws IOException {
        Path jar = new Sources().beansXml("all").type("Home", """
                public class Home { @Route("/") void home(HttpServerExchange exchange) {} }""")
                .jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(scope(worker, "app.Home")).isEqualTo("ApplicationScoped");
        }
    }

    private static String scope(LaunchedWorker worker, String type) {
        return worker.inside(() -> worker.worker().beans().getBeans(worker.load(type)).iterator().next().getScope()
                .getSimpleName());
    }

    @Test
    void configMappingsWork() throws IOException {
        Path jar = new Sources().beansXml("annotated").type("Shop", """
                @io.smallrye.config.ConfigMapping(prefix = "shop") public interface Shop { String name(); }""")
                .type("Sign", """
                        @ApplicationScoped public class Sign {
                            @Inject Shop shop;
                            @Override public String toString() { return shop.name(); }
                        }""").file("application.properties", "shop.name=corner").jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.text("app.Sign")).isEqualTo("corner");
        }
    }

    @Test
    void theLibBesideAJarComesAlong() throws IOException {
        Path library = new Sources().type("Stock", """
                @ApplicationScoped public class Stock { public int count() { return 7; } }""")
                .jar(folder.resolve("lib/stock.jar"));
        Path jar = new Sources().uses(library).type("Shop", """
                @ApplicationScoped public class Shop {
                    @Inject Stock stock;
                    @Override public String toString() { return "" + stock.count(); }
                }""").jar(folder.resolve("app.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.text("app.Shop")).isEqualTo("7");
        }
    }

    @Test
    void aDirectoryWithJarsAndLibIsAnApplication() throws IOException {
        Path library = new Sources().type("Stock", "@ApplicationScoped public class Stock {}")
                .jar(folder.resolve("dist/lib/stock.jar"));
        new Sources().uses(library).type("Shop", "@ApplicationScoped public class Shop { @Inject Stock stock; }")
                .jar(folder.resolve("dist/shop.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(folder.resolve("dist"))) {
            assertThat(worker.has("app.Shop")).isTrue();
            assertThat(worker.has("app.Stock")).isTrue();
        }
    }

    @Test
    void implicitBeansOfALibraryWithoutBeansXmlAreLeftAlone() throws IOException {
        String route = "public class %s { @Route(\"/%1$s\") void go(HttpServerExchange exchange) {} }";
        new Sources().type("Silent", route.formatted("Silent")).jar(folder.resolve("lib/silent.jar"));
        new Sources().beansXml("annotated").type("Loud", route.formatted("Loud")).jar(folder.resolve("lib/loud.jar"));
        Path jar = new Sources().type("Own", route.formatted("Own")).jar(folder.resolve("app.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.worker().model().routes()).extracting(route1 -> route1.place().bean())
                    .containsExactlyInAnyOrder("app.Loud", "app.Own");
        }
    }

    @Test
    void aClassPathGivesItsDirectoriesAndBeanArchives() throws IOException {
        Path jar = new Sources().beansXml("annotated").type("InJar", "@ApplicationScoped public class InJar {}")
                .jar(folder.resolve("in.jar"));
        Path directory = new Sources().type("InDirectory", "@ApplicationScoped public class InDirectory {}")
                .directory(folder.resolve("classes"));
        Path implicit = new Sources().type("Implicit", "@ApplicationScoped public class Implicit {}")
                .jar(folder.resolve("implicit.jar"));
        Path library = new Sources().type("InLibrary", "public class InLibrary {}").jar(folder.resolve("library.jar"));
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String classPath = String.join(File.pathSeparator, jar.toString(), directory.toString(), implicit.toString(),
                library.toString(),
                folder.resolve("not there").toString(), withoutTests(own));
        try (LaunchedWorker worker = LaunchedWorker.of(1, Application.onClassPath(classPath), Map.of())) {
            assertThat(worker.has("app.InJar")).isTrue();
            assertThat(worker.has("app.InDirectory")).isTrue();
            assertThat(worker.has("app.Implicit")).isTrue();
            assertThatThrownBy(() -> worker.load("app.InLibrary")).isInstanceOf(ClassNotFoundException.class);
        }
    }

    /** The directory of these tests would be an application, with everything in it that tests need. */
    private static String withoutTests(String classPath) {
        return String.join(File.pathSeparator, Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).toList());
    }

    @Test
    void theApplicationsExtensionsAreActive() throws IOException {
        Path jar = new Sources().type("Rules", """
                public class Rules implements Extension {
                    void veto(@Observes ProcessAnnotatedType<Scoped> event) { event.veto(); }
                    void add(@Observes AfterBeanDiscovery event) {
                        event.addBean().types(String.class).createWith(creation -> "made");
                    }
                }""").type("Scoped", SCOPED)
                .file("META-INF/services/jakarta.enterprise.inject.spi.Extension", "app.Rules")
                .jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.has("app.Scoped")).isFalse();
            assertThat(worker.text("java.lang.String")).isEqualTo("made");
        }
    }

    @Test
    void theApplicationsBuildCompatibleExtensionsAreActiveInEachWorker() throws IOException {
        Path jar = twoClasses().type("Build", """
                import jakarta.enterprise.inject.build.compatible.spi.*;
                public class Build implements BuildCompatibleExtension {
                    @Discovery public void add(ScannedClasses classes) { classes.add("app.Plain"); }
                }""")
                .file("META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
                        "app.Build")
                .jar(folder.resolve("a.jar"));
        for (int id = 1; id <= 2; id++) {
            try (LaunchedWorker worker = LaunchedWorker.of(id, Application.at(List.of(jar)), Map.of())) {
                assertThat(worker.text("app.Plain")).isEqualTo("plain");
            }
        }
    }

    @Test
    void theRuntimesExtensionsAreNotTakenFromAnApplicationThatHasThemToo() throws IOException {
        Path jar = new Sources().type("Scoped", SCOPED)
                .file("META-INF/services/jakarta.enterprise.inject.spi.Extension", """
                        io.smallrye.metrics.legacyapi.LegacyMetricsExtension
                        io.smallrye.config.inject.ConfigExtension
                        dev.swell.extension.SwellExtension""").jar(folder.resolve("a.jar"));
        try (LaunchedWorker worker = LaunchedWorker.of(jar)) {
            assertThat(worker.has("app.Scoped")).isTrue();
            assertThat(worker.has("io.smallrye.metrics.legacyapi.LegacyMetricsExtension")).isFalse();
            assertThat(worker.has("dev.swell.Server")).as("one Server, not two").isTrue();
        }
    }
}
