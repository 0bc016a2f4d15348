package dev.swell.extension.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A record that is the row of a table.
 *
 * @param type the record
 * @param name what the table is called; no two are the same
 * @param size how many rows it may have
 * @param ttl how long a row stays after it was put; for good if empty
 * @param maxText how many characters each text may have
 * @param key which of the record's components is the key
 * @param place where it is declared
 */
public record RowModel(Class<? extends Record> type, String name, int size, Optional<Duration> ttl, int maxText,
        int key, Place place) {}
