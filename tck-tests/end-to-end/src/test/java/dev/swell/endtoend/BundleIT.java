package dev.swell.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in {@code swell.jar}, made of many jars that each have files of the same names. */
class BundleIT {

    private static final String SERVICES = "META-INF/services/";
    private static final String LICENCES = "META-INF/licenses/";

    private ZipFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new ZipFile(SwellProcess.JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void namesTheServicesOfAllJarsThatAreInIt() throws IOException {
        Set<String> lost = new TreeSet<>();
        for (String service : entries(SERVICES)) {
            Set<String> named = providers(read(service));
            for (URL other : Collections.list(getClass().getClassLoader().getResources(service))) {
                try (InputStream bytes = other.openStream()) {
                    providers(new String(bytes.readAllBytes(), UTF_8)).stream().filter(this::isIn)
                            .filter(provider -> !named.contains(provider)).forEach(lost::add);
                }
            }
            assertThat(named).as(service).isNotEmpty().allMatch(this::isIn);
        }
        assertThat(lost).isEmpty();
        assertThat(providers(read(SERVICES + "jakarta.enterprise.inject.spi.Extension"))).contains(
                "dev.swell.extension.SwellExtension", "dev.swell.runtime.rest.RestExtension",
                "io.smallrye.config.inject.ConfigExtension");
    }

    @Test
    void keepsTheLicences() throws IOException {
        Path own = Path.of(System.getProperty("swell.root"), "LICENSE");
        assertThat(read("META-INF/LICENSE")).isEqualTo(Files.readString(own));
        Set<String> licensed = entries(LICENCES).stream().filter(name -> name.toUpperCase().contains("LICEN"))
                .map(name -> name.substring(LICENCES.length()).replaceFirst("-\\d.*", "")).collect(Collectors.toSet());
        // not every jar has one, Undertow's has not
        assertThat(licensed).contains("weld-core-impl", "jackson-core", "micrometer-registry-prometheus");
        assertThat(entries("")).as("licences of who knows whom")
                .noneMatch(name -> name.matches("(META-INF/)?(NOTICE|LICENSE)\\.(txt|md)"));
    }

    @Test
    void tellsNothingOfWhenAndWhereItWasBuilt() throws IOException {
        assertThat(entries("dev/swell/").stream().map(name -> jar.getEntry(name).getTime()).distinct()).hasSize(1);
        assertThat(read("META-INF/MANIFEST.MF")).doesNotContain("Build-Jdk:", "Built-By", "Build-Time");
        assertThat(read("dev/swell/runtime/cli/versions.properties")).doesNotContain("#");
    }

    private List<String> entries(String folder) {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                .filter(name -> name.startsWith(folder)).toList();
    }

    private boolean isIn(String type) {
        return jar.getEntry(type.replace('.', '/') + ".class") != null;
    }

    private String read(String entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(jar.getEntry(entry))) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private static Set<String> providers(String services) {
        return services.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }
}
