package dev.swell.runtime.master;

import static dev.swell.runtime.master.MasterLogger.LOG;

import dev.swell.extension.model.Place;
import dev.swell.runtime.worker.Background;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** Fires events of the master's in the worker that serves: one at a time, in their order, each in a unit of work. */
final class Announcements {

    private static final int MOST_WAITING = 1000;

    private final Background background;

    Announcements(Workers workers) {
        background = new Background(workers, 1, MOST_WAITING);
    }

    void fire(Record event) {
        if (!background.run(new Errand(event))) {
            LOG.notAnnounced(event.getClass().getSimpleName(), MOST_WAITING);
        }
    }

    private record Errand(Record event) implements Background.Errand {

        @Override
        public Place place(Worker worker) {
            return Place.of(event.getClass());
        }

        @Override
        public void run(Worker worker) {
            try {
                worker.fire(event);
            } catch (RuntimeException | Error e) { // whatever an observer throws
                worker.observerFailed(event.getClass(), e);
            }
        }

        @Override
        public void ended(Throwable thrown) {
            if (thrown != null) {
                LOG.debugf("%s was not announced: %s", event.getClass().getSimpleName(), thrown);
            }
        }
    }
}
