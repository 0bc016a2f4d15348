package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.swell.runtime.async.journal.DiskFiles;

/**
 * Where a server leaves what the commands need to find it.
 *
 * @param path the directory, as it was named
 */
public record StateDirectory(Path path) {

    /** What fits into {@code sun_path} on all systems, with its end. */
    static final int MAX_SOCKET_PATH = 103;

    /**
     * Makes the directory, for this user only, if it isn't there.
     *
     * @throws ControlFailure if it can't be made
     */
    public void create() {
        try {
            DiskFiles.create(path);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Returns the log of a detached server. */
    public Path log() {
        return path.resolve("swell.log");
    }

    Path pidFile() {
        return path.resolve("swell.pid");
    }

    Path lockFile() {
        return path.resolve("swell.lock");
    }

    Path socket() {
        return path.resolve("swell.sock");
    }

    /** Returns the address of a socket in this directory, by the shorter of its absolute and relative paths. */
    static UnixDomainSocketAddress address(Path socket) {
        Path absolute = socket.toAbsolutePath().normalize();
        Path relative = Path.of("").toAbsolutePath().relativize(absolute);
        Path shorter = length(relative) < length(absolute) ? relative : absolute;
        if (length(shorter) > MAX_SOCKET_PATH) {
            throw MESSAGES.pathTooLong(socket, MAX_SOCKET_PATH);
        }
        return UnixDomainSocketAddress.of(shorter);
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns the failure of a command that can't use it, with the reason. */
    public ControlFailure unusable(IOException e) {
        return MESSAGES.unusable(path, Reason.of(e));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
