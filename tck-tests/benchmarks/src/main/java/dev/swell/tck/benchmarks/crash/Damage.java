package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What may happen to a journal that is not in use. */
enum Damage {

    /** The last bytes are missing. */
    CUT {
        @Override
        void spoil(Spoiled file, Random random) {
            file.cut(1 + random.nextInt(3 * RECORD));
        }
    },
    /** Single bits are flipped. */
    FLIPPED {
        @Override
        void spoil(Spoiled file, Random random) {
            for (int i = 0; i < FLIPS; i++) {
                file.flip(random.nextInt(file.content.length), random.nextInt(Byte.SIZE));
            }
        }
    };

    private static final int FLIPS = 5;
    /** More bytes than a record has. */
    private static final int RECORD = 250;

    abstract void spoil(Spoiled file, Random random);

    /** Damages the last file in these ways, and returns the keys whose records may be hit. */
    static Set<String> apply(Set<Damage> kinds, Path directory, Set<String> keys, Random random) throws IOException {
        Path last;
        try (Stream<Path> files = Files.list(directory)) {
            last = files.filter(file -> file.toString().endsWith(".journal")).sorted().reduce((one, next) -> next)
                    .orElseThrow();
        }
        Spoiled file = new Spoiled(Files.readAllBytes(last));
        for (Damage kind : kinds) {
            kind.spoil(file, random);
        }
        Files.write(last, file.content);
        Set<String> hit = new HashSet<>();
        for (String key : keys) {
            if (file.isNear(key)) {
                hit.add(key);
            }
        }
        return hit;
    }

    /** The content of a file, and where it is damaged. */
    private static final class Spoiled {

        private final String before;
        private final List<Integer> places = new ArrayList<>();
        private byte[] content;

        Spoiled(byte[] content) {
            this.content = content;
            this.before = new String(content, StandardCharsets.ISO_8859_1);
        }

        void cut(int bytes) {
            content = Arrays.copyOf(content, content.length - bytes);
            for (int place = content.length; place < before.length(); place += RECORD) {
                places.add(place);
            }
        }

        void flip(int position, int bit) {
            content[position] ^= (byte) (1 << bit);
            places.add(position);
        }

        boolean isNear(String key) {
            int found = before.indexOf('"' + key + '"');
            return places.stream().anyMatch(place -> Math.abs(found - place) < RECORD);
        }
    }
}
