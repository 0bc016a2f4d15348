package dev.swell.runtime.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jboss.jandex.ClassInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that haven't changed are read once. */
class KnownJarsTest {

    private final KnownJars jars = new KnownJars();

    @TempDir
    private Path folder;
    private Path place;
    private Path copy;

    @BeforeEach
    void make() throws IOException {
        place = jar("Jar", "One");
        copy = folder.resolve("copy.jar");
    }

    private Path jar(String name, String type) throws IOException {
        return new Sources().type(type, "@Dependent public class " + type + " {}").jar(folder.resolve(name + ".jar"));
    }

    private ArchiveContent read(Path at) throws IOException {
        Files.copy(at, copy, StandardCopyOption.REPLACE_EXISTING);
        return jars.read(new Archive(at, at, true), copy);
    }

    private static String nameIn(ArchiveContent content) {
        return content.classes().stream().map(ClassInfo::simpleName).toList().toString();
    }

    @Test
    void isReadOnceAsLongAsItIsAsItWas() throws IOException {
        ArchiveContent first = read(place);
        jars.forgetOthers();
        assertThat(read(place)).isSameAs(first);
        assertThat(nameIn(first)).isEqualTo("[One]");
    }

    @Test
    void isReadAgainWhenItHasChanged() throws IOException {
        read(place);
        Files.move(jar("Other", "Two"), place, StandardCopyOption.REPLACE_EXISTING);
        assertThat(nameIn(read(place))).isEqualTo("[Two]");
    }

    @Test
    void isDamagedEvenIfItWasNotBefore() throws IOException {
        read(place);
        byte[] bytes = Files.readAllBytes(place);
        bytes[bytes.length / 3] ^= 1;
        Files.write(place, bytes);
        assertThatThrownBy(() -> read(place)).isInstanceOf(IOException.class);
    }

    @Test
    void isForgottenWhenNothingHasReadIt() throws IOException {
        ArchiveContent first = read(place);
        jars.forgetOthers();
        read(jar("Other", "Two"));
        jars.forgetOthers();
        assertThat(read(place)).isNotSameAs(first);
    }
}
