package dev.swell.runtime.dev;

import java.nio.file.Path;
import java.util.Map;

/**
 * A source and what was made of it.
 *
 * @param classes the class files, by binary name
 * @param api what other sources may have been compiled against: declarations and constants, but no code
 */
record CompiledSource(Path source, Map<String, byte[]> classes, String api) {}
