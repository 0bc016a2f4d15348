package dev.swell.runtime.master;

/**
 * A worker could not take over, so the one before it goes on. The message says why, for people. Holds nothing of the
 * application, so it may be kept.
 */
public final class ReloadFailure extends RuntimeException {

    ReloadFailure(String reason) {
        super(reason, null, false, false);
    }
}
