package dev.swell.runtime.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes records of cells and cells of records, by handles on the record's own constructor and accessors. */
final class RecordCodec {

    private static final MethodHandle TO_DOUBLE = find("longBitsToDouble", double.class, long.class);
    private static final MethodHandle TO_BITS = find("doubleToRawLongBits", long.class, double.class);
    private static final int WORDS = 0;
    private static final int TEXTS = 1;

    private final Layout layout;
    private final MethodHandle constructor; // (long[], String[]) -> Object
    private final MethodHandle[] readers; // (Object) -> long or String, one for each column

    RecordCodec(Class<? extends Record> type, Layout layout) {
        this.layout = layout;
        RecordComponent[] components = type.getRecordComponents();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            constructor = constructor(lookup.unreflectConstructor(type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))));
            readers = new MethodHandle[components.length];
            for (int i = 0; i < readers.length; i++) {
                readers[i] = reader(lookup.unreflect(components[i].getAccessor()));
            }
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e.getMessage() + ": open the package to Swell", e);
        }
    }

    private static MethodHandle find(String name, Class<?> to, Class<?> from) {
        try {
            return MethodHandles.lookup().findStatic(Double.class, name, MethodType.methodType(to, from));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static List<Column> columns(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Column(component.getName(), ColumnType.of(component.getType()))).toList();
    }

    private MethodHandle constructor(MethodHandle declared) {
        List<MethodHandle> elements = new ArrayList<>();
        int[] order = new int[layout.columns().size()];
        for (int i = 0; i < order.length; i++) {
            ColumnType type = layout.columns().get(i).type();
            order[i] = type == ColumnType.TEXT ? TEXTS : WORDS;
            elements.add(element(type, layout.place(i)));
        }
        MethodHandle filtered = MethodHandles.filterArguments(declared, 0, elements.toArray(MethodHandle[]::new));
        MethodType arrays = MethodType.methodType(filtered.type().returnType(), long[].class, String[].class);
        return MethodHandles.permuteArguments(filtered, arrays, order)
                .asType(arrays.changeReturnType(Object.class));
    }

    /** Returns what takes a value from the words or the texts. */
    private static MethodHandle element(ColumnType type, int place) {
        Class<?> array = type == ColumnType.TEXT ? String[].class : long[].class;
        MethodHandle element = MethodHandles.insertArguments(MethodHandles.arrayElementGetter(array), 1, place);
        return type == ColumnType.DOUBLE ? MethodHandles.filterReturnValue(element, TO_DOUBLE)
                : MethodHandles.explicitCastArguments(element, element.type().changeReturnType(type.type()));
    }

    private static MethodHandle reader(MethodHandle accessor) {
        MethodHandle reader = accessor.type().returnType() == double.class
                ? MethodHandles.filterReturnValue(accessor, TO_BITS) : accessor;
        Class<?> result = accessor.type().returnType() == String.class ? String.class : long.class;
        return MethodHandles.explicitCastArguments(reader, MethodType.methodType(result, Object.class));
    }

    /** Returns the record; what its constructor throws goes to the caller. */
    Object read(Cells cells) {
        Cells own = layout.fit(cells);
        try {
            return (Object) constructor.invokeExact(own.words, own.texts);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Returns the cells of a record. */
    Cells write(Record row, long written) {
        long[] words = layout.newWords();
        String[] texts = layout.newTexts();
        List<Column> columns = layout.columns();
        try {
            for (int i = 0; i < readers.length; i++) {
                if (columns.get(i).type() == ColumnType.TEXT) {
                    texts[layout.place(i)] = (String) readers[i].invokeExact((Object) row);
                } else {
                    words[layout.place(i)] = (long) readers[i].invokeExact((Object) row);
                }
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
        return new Cells(layout, words, texts, written);
    }

    /** Neither a record's constructor nor its accessors may declare checked exceptions, but they can be thrown all the same. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException unchecked(Throwable e) throws E {
        throw (E) e;
    }
}
