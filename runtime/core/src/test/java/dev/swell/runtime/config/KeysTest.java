package dev.swell.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {

    static Stream<Key<?>> keys() {
        return Keys.all().stream();
    }

    static Stream<Key<?>> refusingKeys() { // a secret is never refused, since that would quote it
        return keys().filter(key -> key.form() != Forms.SECRET);
    }

    @ParameterizedTest
    @MethodSource("refusingKeys")
    void refusesABadValue(Key<?> key) {
        String name = key.name().replace("*", "org.acme");
        ClassLoader loader = getClass().getClassLoader();

        assertThatThrownBy(() -> Configuration.load(loader, Optional.empty(), Map.of(name, "not\u0007 this!"),
                new LiveConfiguration()))
                .hasMessage("SWELL-600: " + name + " is 'not\\u0007 this!' (command line): it must be "
                        + key.form().allowed());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isDescribed(Key<?> key) {
        assertThat(key.name()).matches("swell\\.[a-z.\"*-]+");
        assertThat(key.meaning()).matches("[A-Z].*[^.]");
        assertThat(key.variable()).matches("SWELL_[A-Z_*]+");
    }
}
