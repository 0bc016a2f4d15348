package dev.swell.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The keys {@code swell.dev.*}, which count in development mode only.
 *
 * @param watch what is watched in place of the application and its sources; empty for those
 * @param ignore globs of files and directories that don't count
 * @param extensions what the names of files that count end with, without the dot before; empty for all
 * @param sources the directories of sources to be compiled, if they aren't to be guessed
 * @param resources the directories of files to be copied, if they aren't to be guessed
 * @param compilerOptions what is given to javac besides
 */
public record DevSettings(List<Path> watch, List<String> ignore, List<String> extensions, Optional<List<Path>> sources,
        Optional<List<Path>> resources, List<String> compilerOptions) {

    /** Returns what holds where nothing is configured. */
    public static DevSettings defaults() {
        return Settings.defaults().dev();
    }
}
