package dev.swell.runtime.async.journal;

import java.util.function.UnaryOperator;

/**
 * What is to be recorded of one task.
 *
 * @param id the task's id
 * @param added the record of a new task; else null
 * @param next how a task that is there stands from now on; null, or what it returns is, when it is gone
 */
record Change(String id, Encoded added, UnaryOperator<StoredTask> next) {

    /** A record and its bytes. */
    record Encoded(JournalRecord record, byte[] bytes) {

        static Encoded of(JournalRecord record) {
            return new Encoded(record, record.encoded());
        }
    }

    static Change add(Encoded task) {
        return new Change(task.record().id(), task, null);
    }

    static Change update(String id, UnaryOperator<StoredTask> next) {
        return new Change(id, null, next);
    }

    static Change remove(String id) {
        return update(id, task -> null);
    }

    /** Returns the record to be written after another one, which may be null; null if there is none. */
    Encoded after(JournalRecord before) {
        if (added != null) {
            return added;
        }
        if (before == null || before.task() == null) {
            return null;
        }
        StoredTask task = next.apply(before.task());
        return Encoded.of(task == null ? JournalRecord.gone(id) : JournalRecord.stands(task, before.order()));
    }
}
