package dev.swell.runtime.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the columns of a row are held. Each row knows its own, since rows of two workers may differ for a while. */
final class Layout {

    private static final String[] NO_TEXTS = {};
    private static final long[] NO_WORDS = {};

    private final List<Column> columns;
    private final int key;
    private final int generation;
    private final int[] places; // of each column, among the words or among the texts
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int words;
    private final int texts;

    /**
     * Makes one.
     *
     * @param key which column is the key
     * @param generation tells the younger of two
     */
    Layout(List<Column> columns, int key, int generation) {
        this.columns = List.copyOf(columns);
        this.key = key;
        this.generation = generation;
        this.places = new int[columns.size()];
        int numbersBefore = 0;
        int textsBefore = 0;
        for (int i = 0; i < places.length; i++) {
            numbers.put(columns.get(i).name(), i);
            places[i] = columns.get(i).type() == ColumnType.TEXT ? textsBefore++ : numbersBefore++;
        }
        this.words = numbersBefore;
        this.texts = textsBefore;
    }

    List<Column> columns() {
        return columns;
    }

    int key() {
        return key;
    }

    Column keyColumn() {
        return columns.get(key);
    }

    int generation() {
        return generation;
    }

    /** Returns where a column is, among the words or among the texts. */
    int place(int column) {
        return places[column];
    }

    /** Returns the number of a column, or -1. */
    int find(String name) {
        Integer number = numbers.get(name);
        return number == null ? -1 : number;
    }

    boolean isYoungerThan(Layout other) {
        return generation > other.generation;
    }

    /** Returns the column that is called like that one but holds something else, or null. */
    Column conflict(Column other) {
        int own = find(other.name());
        return own < 0 || columns.get(own).type() == other.type() ? null : columns.get(own);
    }

    /** Returns a row with nothing but its key. */
    Cells blank(Object keyValue, long written) {
        Cells blank = new Cells(this, newWords(), newTexts(), written);
        Arrays.fill(blank.texts, "");
        if (keyColumn().type() == ColumnType.TEXT) {
            blank.texts[places[key]] = (String) keyValue;
        } else {
            blank.words[places[key]] = keyColumn().type().word(keyValue);
        }
        return blank;
    }

    /** Returns a row in this layout: columns that it doesn't have are 0, false or empty, others that it has are left out. */
    Cells fit(Cells cells) {
        if (cells.layout == this) {
            return cells;
        }
        Cells fitted = new Cells(this, newWords(), newTexts(), cells.written);
        Arrays.fill(fitted.texts, "");
        copy(cells, fitted);
        return fitted;
    }

    /** Returns a row of a younger layout with the columns that this one has too taken from the other. */
    static Cells over(Cells younger, Cells other) {
        Cells merged = new Cells(younger.layout, younger.words.clone(), younger.texts.clone(), other.written);
        copy(other, merged);
        return merged;
    }

    private static void copy(Cells from, Cells to) {
        for (int i = 0; i < from.layout.places.length; i++) {
            Column column = from.layout.columns.get(i);
            int own = to.layout.find(column.name());
            if (own >= 0 && to.layout.columns.get(own).type() == column.type()) {
                if (column.type() == ColumnType.TEXT) {
                    to.texts[to.layout.places[own]] = from.texts[from.layout.places[i]];
                } else {
                    to.words[to.layout.places[own]] = from.words[from.layout.places[i]];
                }
            }
        }
    }

    long[] newWords() {
        return words == 0 ? NO_WORDS : new long[words];
    }

    String[] newTexts() {
        return texts == 0 ? NO_TEXTS : new String[texts];
    }
}
