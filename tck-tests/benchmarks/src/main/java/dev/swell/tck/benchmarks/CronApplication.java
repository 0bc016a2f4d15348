package dev.swell.tck.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Applications of jobs, compiled when they are needed: the others would run their jobs too if they were in one jar. */
final class CronApplication {

    private static final int JOBS_A_CLASS = 100;

    private CronApplication() {}

    /** Writes one with two jobs that a bare executor has beside them. */
    static void twoJobs(Path classes, Path swell) throws IOException {
        compile(Map.of("Ticks", source("Ticks"), "Times", source("Times")), classes, swell);
    }

    /** Writes one with so many jobs that each run every second. */
    static void manyJobs(int count, Path classes, Path swell) throws IOException {
        Map<String, String> sources = new TreeMap<>(Map.of("Lateness", source("Lateness")));
        for (int first = 0; first < count; first += JOBS_A_CLASS) {
            StringBuilder text = new StringBuilder("package ticks;\nclass Many" + first
                    + " {\n@jakarta.inject.Inject Lateness lateness;\n");
            for (int job = first; job < Math.min(count, first + JOBS_A_CLASS); job++) {
                text.append("@dev.swell.cron.CronJob(every = \"1s\") void job").append(job)
                        .append("(dev.swell.cron.CronExecution run) { lateness.add(run); }\n");
            }
            sources.put("Many" + first, text.append("}\n").toString());
        }
        compile(sources, classes, swell);
    }

    private static String source(String name) throws IOException {
        try (InputStream in = CronApplication.class.getResourceAsStream("cron/" + name + ".java")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void compile(Map<String, String> sources, Path classes, Path swell) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((type, text) -> units.add(new Source(type, text)));
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
            List<String> options = List.of("--release", "17", "-proc:none", "-classpath", swell.toString());
            if (!compiler.getTask(output, files, null, options, null, units).call()) {
                throw new IllegalStateException(output.toString());
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///ticks/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
