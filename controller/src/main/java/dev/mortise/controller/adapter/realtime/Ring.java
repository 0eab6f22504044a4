package dev.mortise.controller.adapter.realtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * A ring of places that are there from the start: one thread puts in, one takes out, and neither waits for the other, takes a lock
 * or makes an object. What was put in comes out in the same order.
 */
final class Ring<E> {

    private final AtomicReferenceArray<E> places;

    /** Of the thread that puts in. */
    private int in;

    /** Of the thread that takes out. */
    private int out;

    Ring(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /** Puts one in; false when there is no place for it. */
    boolean offer(E element) {
        if (places.getAcquire(in) != null) {
            return false;
        }
        places.setRelease(in, element);
        in = after(in);
        return true;
    }

    /** Takes out all that is there, each before the next; at most as many as there are places. */
    void drain(Consumer<? super E> taker) {
        for (int i = 0; i < places.length(); i++) {
            E element = places.getAcquire(out);
            if (element == null) {
                return;
            }
            places.setRelease(out, null);
            out = after(out);
            taker.accept(element);
        }
    }

    /** Whether there is nothing to take out; asked by the thread that does. */
    boolean isEmpty() {
        return places.getAcquire(out) == null;
    }

    private int after(int place) {
        return place + 1 == places.length() ? 0 : place + 1;
    }
}
