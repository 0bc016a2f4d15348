package dev.swell.extension;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.DefinitionException;

/** What is wrong with the declarations, gathered so that all of it is told in one failed start. */
final class Problems {

    private final List<DefinitionException> all = new ArrayList<>();

    void add(DefinitionException problem) {
        all.add(problem);
    }

    List<DefinitionException> all() {
        return all;
    }
}
