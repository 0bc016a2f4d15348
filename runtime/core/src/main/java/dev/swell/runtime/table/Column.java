package dev.swell.runtime.table;

/**
 * A column of a table.
 *
 * @param name as the record's component
 * @param type what it holds
 */
record Column(String name, ColumnType type) {

    /** Returns it as in the source of a record. */
    @Override
    public String toString() {
        return type + " " + name;
    }
}
