package dev.swell.extension;

import dev.swell.extension.model.RowModel;
import dev.swell.table.Counters;
import dev.swell.table.Table;

/** Gives a container its tables and counters, as a runtime binds it. */
public interface TableSource {

    /**
     * Returns the table with those rows.
     *
     * @throws IllegalStateException if there is one of that name with rows that don't fit
     */
    Table<?> table(RowModel row);

    /** Returns the counters. */
    Counters counters();
}
