package dev.swell.runtime.worker;

import static dev.swell.runtime.worker.WorkerLogger.LOG;

import java.util.List;

import dev.swell.extension.model.CleanerModel;

/** The cleaners of a worker: all of them run, whatever the others throw. */
final class Cleaners {

    private final Worker worker;
    private final List<CleanerModel> cleaners;

    Cleaners(Worker worker, List<CleanerModel> cleaners) {
        this.worker = worker;
        this.cleaners = cleaners;
    }

    boolean isEmpty() {
        return cleaners.isEmpty();
    }

    /** What one throws goes to the caller: the lane is not fit for use then. */
    void snapshot() {
        for (CleanerModel model : cleaners) {
            model.cleaner().snapshot();
        }
    }

    void clean() {
        for (CleanerModel model : cleaners) {
            try {
                model.cleaner().clean();
            } catch (Throwable e) { // an error of one cleaner must not keep the others from their work
                worker.failures().countCleaner();
                LOG.cleanerFailed(model.place(), e);
                worker.count(e);
            }
        }
    }
}
