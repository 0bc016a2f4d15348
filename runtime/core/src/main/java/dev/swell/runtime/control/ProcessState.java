package dev.swell.runtime.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at other processes. */
final class ProcessState {

    /** Places in {@code /proc/PID/stat}, after the name. */
    private static final int STATE = 0;
    private static final int THREADS = 17;

    private ProcessState() {}

    /**
     * Tells whether a process runs. The JDK says so also of one that has ended but that its parent hasn't waited for, and in
     * a container PID 1 may be a parent that never does.
     */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !hasEnded(process.pid());
    }

    /** Of a process that ends the first thread may be a zombie while others still have its files and ports open. */
    private static boolean hasEnded(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
        } catch (IOException e) { // gone, or a system without /proc
            return false;
        }
    }
}
