package dev.swell.extension;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.DefinitionException;

/** What is wrong with the declarations, gathered so that all of it is told in one failed start. */
final class Problems {

    private final List<DefinitionException> all = new ArrayList<>();

    /** Adds one, unless the same has been told already: a class's mistake is met again with each of its methods. */
    void add(DefinitionException problem) {
        if (all.stream().noneMatch(told -> told.getMessage().equals(problem.getMessage()))) {
            all.add(problem);
        }
    }

    List<DefinitionException> all() {
        return all;
    }
}
