package dev.swell.portability;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.extension.SwellExtension;
import dev.swell.extension.scope.Instances;
import dev.swell.extension.scope.UnitOfWork;

/**
 * Runs code as a unit of work on a thread of its own, as a runtime does. On the thread that has booted it OpenWebBeans uses
 * a request context and a session context that it has started itself.
 */
final class Units {

    private final SwellExtension extension;
    private final Instances lane;
    private final Instances session;

    Units(BeanManager beans, Instances lane, Instances session) {
        this.extension = beans.getExtension(SwellExtension.class);
        this.lane = lane;
        this.session = session;
    }

    Units(BeanManager beans) {
        this(beans, null, null);
    }

    <T> T run(Callable<T> work) throws Exception {
        return run(null, work);
    }

    <T> T run(Principal principal, Callable<T> work) throws Exception {
        return onNewThread(() -> unit(principal, work));
    }

    /** Runs several units, one after another, on one thread, as the threads of a pool do. */
    static <T> List<T> runAll(Callable<T> work, Units... units) throws Exception {
        return onNewThread(() -> {
            List<T> results = new ArrayList<>();
            for (Units each : units) {
                results.add(each.unit(null, work));
            }
            return results;
        });
    }

    private <T> T unit(Principal principal, Callable<T> work) throws Exception {
        UnitOfWork unit = new UnitOfWork(extension, lane, session, () -> principal);
        UnitOfWork.bind(unit);
        try {
            return work.call();
        } finally {
            unit.destroyRequest();
            UnitOfWork.bind(null);
        }
    }

    static <T> T onNewThread(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        return result.get(10, TimeUnit.SECONDS);
    }
}
