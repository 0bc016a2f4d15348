package dev.swell.runtime.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an engine keeps for each worker, such as the routes of its model: a place in an array, so that nothing is looked up
 * for a request. Make one per engine, in a static field.
 *
 * @param <T> the type of what is kept
 */
public final class Part<T> {

    static final int LIMIT = 16;

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int index = NEXT.getAndIncrement();

    int index() {
        return index;
    }
}
