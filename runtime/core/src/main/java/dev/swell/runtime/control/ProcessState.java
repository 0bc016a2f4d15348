package dev.swell.runtime.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at other processes. */
final class ProcessState {

    private ProcessState() {}

    /**
     * Tells whether a process runs. The JDK says so also of one that has ended but that its parent hasn't waited for, and in
     * a container PID 1 may be a parent that never does.
     */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) { // gone, or a system without /proc
            return false;
        }
    }
}
