package dev.swell.runtime.table;

/**
 * What a row holds at one moment; never changed, so that whoever has it sees it whole. Two are the same only if they are one.
 */
final class Cells {

    final Layout layout;
    final long[] words;
    final String[] texts;
    final long written; // when the row was put, of System.nanoTime

    Cells(Layout layout, long[] words, String[] texts, long written) {
        this.layout = layout;
        this.words = words;
        this.texts = texts;
        this.written = written;
    }

    /** Returns it with another number in that place. */
    Cells with(int place, long word) {
        long[] changed = words.clone();
        changed[place] = word;
        return new Cells(layout, changed, texts, written);
    }

    /** Returns what a column holds. */
    Object value(int column) {
        ColumnType type = layout.columns().get(column).type();
        int place = layout.place(column);
        return type == ColumnType.TEXT ? texts[place] : type.value(words[place]);
    }

    Object key() {
        return value(layout.key());
    }
}
