package dev.swell.runtime.observe;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/**
 * Why a port can't be opened.
 *
 * @param reason what the system says
 * @param remedy what to do, without what is true of one port only
 */
public record BindFailure(String reason, String remedy) {

    /**
     * Looks at a failure.
     *
     * @param keys what the keys of host and port begin with, such as {@code swell.http}
     */
    public static BindFailure of(Exception thrown, String keys) {
        Throwable failure = thrown.getCause() == null ? thrown : thrown.getCause();
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String known = reason.toLowerCase(Locale.ROOT);
        if (failure instanceof UnresolvedAddressException || failure instanceof UnknownHostException) {
            return new BindFailure("no such host",
                    "set " + keys + ".host to a name that is known here, or to an address, "
                            + "such as '127.0.0.1' or '0.0.0.0'");
        }
        if (known.contains("cannot assign requested address")) {
            return new BindFailure(reason,
                    "set " + keys + ".host to an address of this machine, such as '127.0.0.1', or to "
                            + "'0.0.0.0' for all of them");
        }
        String another = keys + ".host or " + keys + ".port to another, such as '0' for any free port";
        return new BindFailure(reason,
                known.contains("in use") ? "stop what uses it, or set " + another : "set " + another);
    }
}
