package dev.swell.runtime.http;

import java.util.function.Supplier;

import dev.swell.extension.model.Place;

/** Whose code a request's failure comes from, as far as anybody has said so. */
final class Blame {

    private static final Place BEGIN = new Place("The begin of a request, or an observer of RequestReceived,", "");
    private static final Place MIDDLEWARE = new Place("Middleware, or an observer of RequestReceived,", "");

    private Place running = BEGIN;
    private Supplier<Place> answering;
    private Place guilty;
    private Throwable failure;

    /** Says that the request has begun well. */
    void begun() {
        running = MIDDLEWARE;
    }

    /** Says whose code runs now. */
    void running(Place place) {
        running = place;
    }

    /** Says who knows whose code runs now. */
    void answering(Supplier<Place> place) {
        answering = place;
    }

    /** Says whose failure it is. The innermost to say so is believed. */
    void put(Place place, Throwable thrown) {
        if (failure != thrown) {
            failure = thrown;
            guilty = place;
        }
    }

    /** Returns whose failure it is. */
    Place of(Throwable thrown) {
        return failure == thrown ? guilty : current();
    }

    /** Returns whose code runs. */
    Place current() {
        return answering == null ? running : answering.get();
    }
}
