package dev.swell.extension.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "512, 512", "16K, 16384", "16k, 16384", "4M, 4194304", "4 MB, 4194304", "1G, 1073741824",
            "' 2g ', 2147483648", "7B, 7", "8589934591G, 9223372035781033984"})
    void readsSizes(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1.5M", "4T", "4 M B", "1_000", "9999999999999", "٤M"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text))
                .withMessage("'" + text + "' is no size; examples: '512', '16K', '4M', '1G'");
    }

    @Test
    void refusesMoreThanCanBeCounted() {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("8589934592G"))
                .withMessage("'8589934592G' is more bytes than can be counted");
    }
}
