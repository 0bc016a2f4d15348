package dev.swell.runtime.async.journal;

import static dev.swell.runtime.async.journal.TestTasks.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A process that writes into a journal and says what it was told: {@code +id} is kept, {@code ~id} may be gone, {@code -id} is gone for good. */
final class WritingProcess implements AutoCloseable {

    private static final int THREADS = 8;
    static final long MAX_BYTES = 4 << 20;

    private final Process process;
    private final BufferedReader output;

    private WritingProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    static WritingProcess start(Path stateDirectory, String work, String... shell) throws IOException {
        List<String> command = new ArrayList<>(List.of(shell));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WritingProcess.class.getName(), stateDirectory.toString(), work));
        return new WritingProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    long pid() {
        return process.pid();
    }

    /** Returns its next line; null after the last. */
    String line() throws IOException {
        return output.readLine();
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes());
        process.getOutputStream().flush();
    }

    /** Ends it without a chance to do anything. */
    void kill() {
        process.toHandle().destroyForcibly(); // what it has said can still be read, unlike after Process.destroyForcibly
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        Journal journal = FileJournal.open(Path.of(arguments[0]), Limits.of(MAX_BYTES));
        PrintStream out = new PrintStream(System.out, true);
        switch (arguments[1]) {
            case "churn" -> churn(journal, out);
            case "fill" -> fill(journal, out);
            default -> out.println("open");
        }
        System.in.read();
    }

    private static void churn(Journal journal, PrintStream out) {
        AtomicLong last = new AtomicLong(journal.recover().size());
        String process = ProcessHandle.current().pid() + ".";
        for (int thread = 0; thread < THREADS; thread++) {
            new Thread(() -> {
                for (String before = null;; before = null) {
                    for (int i = 0; i < 10; i++) {
                        String id = process + last.incrementAndGet();
                        if (before != null) {
                            out.println("~" + before);
                            journal.remove(before); // is on disk no later than the next one
                        }
                        journal.add(task(id, "x".repeat((int) (last.get() % 700))));
                        out.println("+" + id);
                        if (before != null) {
                            out.println("-" + before);
                        }
                        before = id;
                    } // the last one stays
                    journal.progress(before, 1, 1, "", "later");
                }
            }).start();
        }
    }

    private static void fill(Journal journal, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (int i = 0; i < 10_000; i++) {
            String id = "t" + i;
            try {
                journal.add(task(id, "x".repeat(1000)));
                out.println("+" + id);
            } catch (IllegalStateException e) {
                out.println("!" + e.getMessage());
                in.readLine(); // until it is told to go on
            }
        }
    }
}
