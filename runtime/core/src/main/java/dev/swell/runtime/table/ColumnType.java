package dev.swell.runtime.table;

import java.util.Map;

/** What a column holds. Numbers and truth values are kept as 64 bits. */
enum ColumnType {

    INT(int.class, Integer.class), LONG(long.class, Long.class), DOUBLE(double.class, Double.class), BOOLEAN(
            boolean.class, Boolean.class),
    TEXT(String.class, String.class);

    private static final Map<Class<?>, ColumnType> TYPES = Map.of(int.class, INT, long.class, LONG, double.class,
            DOUBLE, boolean.class, BOOLEAN, String.class, TEXT);

    private final Class<?> type;
    private final Class<?> boxed;

    ColumnType(Class<?> type, Class<?> boxed) {
        this.type = type;
        this.boxed = boxed;
    }

    static ColumnType of(Class<?> type) {
        return TYPES.get(type);
    }

    Class<?> type() {
        return type;
    }

    /** Returns what is equal for equal values of such a column: whole numbers of any type that it holds, or else null. */
    Object key(Object given) {
        if (boxed.isInstance(given)) {
            return given;
        }
        if (this != LONG && this != INT || !(given instanceof Long || given instanceof Integer || given instanceof Short
                || given instanceof Byte)) {
            return null;
        }
        long number = ((Number) given).longValue();
        return this == LONG ? (Object) number : holds(number) ? (Object) (int) number : null;
    }

    /** Tells whether a column of whole numbers can hold that one. */
    boolean holds(long number) {
        return this == LONG || (int) number == number;
    }

    /** Returns what the 64 bits mean. */
    Object value(long word) {
        return switch (this) {
            case INT -> (int) word;
            case LONG -> word;
            case DOUBLE -> Double.longBitsToDouble(word);
            case BOOLEAN -> word != 0;
            case TEXT -> throw new IllegalStateException();
        };
    }

    /** Returns the 64 bits of a key. */
    long word(Object key) {
        return switch (this) {
            case INT, LONG -> ((Number) key).longValue();
            case DOUBLE -> Double.doubleToRawLongBits((Double) key);
            case BOOLEAN -> (Boolean) key ? 1 : 0;
            case TEXT -> throw new IllegalStateException();
        };
    }

    /** Returns it as in the source of a record. */
    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
