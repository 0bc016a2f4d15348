package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.jboss.weld.manager.api.ExecutorServices;

import dev.swell.runtime.config.TaskSettings;
import dev.swell.runtime.worker.Gate;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Stripes;

/** The threads of one container: asynchronous observers run on threads of the worker's own; what it starts runs in place. */
final class ContainerThreads implements ExecutorServices {

    private final Handover handover;
    private final TaskSettings settings;
    private final Gate gate;
    private final ExecutorService executor = new HandoverService();

    ContainerThreads(Handover handover, TaskSettings settings) {
        this.handover = handover;
        this.settings = settings;
        this.gate = new Gate(settings.maxConcurrent(), settings.maxQueued());
    }

    @Override
    public ExecutorService getTaskExecutor() {
        return executor;
    }

    @Override
    public <T> List<Future<T>> invokeAllAndCheckForExceptions(Collection<? extends Callable<T>> tasks) {
        List<Future<T>> done = new ArrayList<>();
        for (Callable<T> task : tasks) {
            FutureTask<T> future = new FutureTask<>(task);
            future.run();
            check(future);
            done.add(future);
        }
        return done;
    }

    @Override
    public <T> List<Future<T>> invokeAllAndCheckForExceptions(TaskFactory<T> factory) {
        return invokeAllAndCheckForExceptions(factory.createTasks(1));
    }

    private static void check(Future<?> done) {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Called several times for one close; the threads end later, when the container has told everybody. */
    @Override
    public void cleanup() {}

    private final class HandoverService extends AbstractExecutorService {

        @Override
        public void execute(Runnable work) {
            int stripe = Stripes.here();
            if (!gate.admit(stripe, waited -> start(stripe, work))) {
                throw MESSAGES.tooManyEvents(settings.maxQueued());
            }
        }

        private void start(int stripe, Runnable work) {
            try {
                handover.hand(null, () -> {
                    try {
                        work.run();
                    } finally {
                        gate.leave(stripe);
                    }
                });
            } catch (RuntimeException | Error e) { // the container is closed, or there is no thread
                gate.leave(stripe);
                throw e;
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
