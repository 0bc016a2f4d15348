package dev.swell.extension;

import static dev.swell.extension.TableMessages.MESSAGES;

import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Provider;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.RowModel;
import dev.swell.extension.schedule.TimeSpan;
import dev.swell.table.Key;
import dev.swell.table.Row;
import dev.swell.table.Table;

/** Finds the tables that are injected, and turns their {@link Row}s into {@link RowModel}s. */
final class RowReader {

    private static final Set<Class<?>> COLUMNS = Set.of(int.class, long.class, double.class, boolean.class,
            String.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
    private static final int MOST = 1 << 24;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Problems problems;
    private final Map<Type, RowModel> rows = new LinkedHashMap<>();

    RowReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads an injection point, which may be one of a table, or of an {@link Instance} or {@link Provider} of one. */
    void read(ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        Type type = point.getType();
        if (isOf(Instance.class, type) || isOf(Provider.class, type)) {
            type = ((ParameterizedType) type).getActualTypeArguments()[0];
        }
        if (type == Table.class || isOf(Table.class, type)) {
            readTable(type, place(point), event);
        }
    }

    private static boolean isOf(Class<?> raw, Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw;
    }

    private static Place place(InjectionPoint point) {
        Member member = point.getMember();
        return new Place(member.getDeclaringClass().getName(),
                member instanceof Constructor ? "" : member.getName());
    }

    private void readTable(Type type, Place place, ProcessInjectionPoint<?, ?> event) {
        Type row = type instanceof ParameterizedType table ? table.getActualTypeArguments()[0] : null;
        if (row instanceof Class<?> found && found.isRecord()) {
            rows.computeIfAbsent(type, unread -> readRow(found.asSubclass(Record.class), place));
        } else {
            problems.add(MESSAGES.noRecord(row == null ? "Table" : "Table<" + row.getTypeName() + ">", place));
            // something that there is, else the container tells of this one alone, and less
            event.configureInjectionPoint().type(BeanManager.class).qualifiers(Default.Literal.INSTANCE);
        }
    }

    private RowModel readRow(Class<? extends Record> type, Place injected) {
        Place place = Place.of(type);
        Row row = type.getAnnotation(Row.class);
        if (row == null) {
            problems.add(MESSAGES.noRow(type.getSimpleName(), injected));
            return new RowModel(type, type.getName(), 1, Optional.empty(), 1, 0, place);
        }
        String name = row.name().isEmpty() ? type.getSimpleName() : row.name();
        if (!NAME.matcher(name).matches()) {
            problems.add(MESSAGES.badAttribute(place, "name", "'" + name
                    + "': begin with a letter, then up to 99 letters, digits, '_', '-' or '.'"));
        }
        checkRange("size", row.size(), place);
        checkRange("maxText", row.maxText(), place);
        return new RowModel(type, name, row.size(), ttl(row, place), row.maxText(), key(type, place), place);
    }

    private void checkRange(String attribute, int number, Place place) {
        if (number < 1 || number > MOST) {
            problems.add(MESSAGES.badAttribute(place, attribute, number + " is not from 1 to " + MOST));
        }
    }

    private Optional<Duration> ttl(Row row, Place place) {
        if (row.ttl().isBlank()) {
            return Optional.empty();
        }
        try {
            Duration ttl = TimeSpan.parse(row.ttl().strip());
            if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("'" + row.ttl() + "' is not from 1ms to 365d");
            }
            return Optional.of(ttl);
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badAttribute(place, "ttl", e.getMessage()));
            return Optional.empty();
        }
    }

    private int key(Class<? extends Record> type, Place place) {
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (!COLUMNS.contains(component.getType())) {
                problems.add(MESSAGES.columnType(place, component.getName(), component.getType().getSimpleName()));
            }
        }
        int[] keys = IntStream.range(0, components.length)
                .filter(i -> components[i].isAnnotationPresent(Key.class)).toArray();
        if (keys.length != 1) {
            problems.add(MESSAGES.keys(place, keys.length));
        }
        return keys.length == 0 ? 0 : keys[0];
    }

    /** Returns the rows of the tables that can be injected, by the types of these. */
    Map<Type, RowModel> byTable() {
        return rows;
    }

    /** Returns what was read of a record. */
    RowModel of(Class<? extends Record> record) {
        return rows.values().stream().filter(row -> row.type() == record).findFirst().orElseThrow();
    }

    /** Returns the rows, no two of which have the same name. */
    List<RowModel> rows() {
        List<RowModel> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(RowModel::name).thenComparing(row -> row.type().getName()));
        Map<String, RowModel> named = new TreeMap<>();
        for (RowModel row : sorted) {
            RowModel other = named.putIfAbsent(row.name(), row);
            if (other != null) {
                problems.add(MESSAGES.sameName(row.place(), other.place(), row.name()));
            }
        }
        return sorted;
    }
}
