package dev.swell.runtime.async.journal;

/**
 * What the journal holds and has done.
 *
 * @param tasks tasks that are kept, dead ones too
 * @param dead dead ones
 * @param liveBytes bytes that they take
 * @param fileBytes bytes of the files
 * @param maxBytes bytes that the files may have
 * @param added tasks that were added since it was opened
 * @param groups how often they were brought to the disk, each time all that had come meanwhile
 */
public record JournalFigures(int tasks, int dead, long liveBytes, long fileBytes, long maxBytes, long added,
        long groups) {}
