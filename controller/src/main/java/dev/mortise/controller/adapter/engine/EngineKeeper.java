package dev.mortise.controller.adapter.engine;

import java.io.IOException;

/** Sees to it that an engine's process is there. Used by the thread that looks for it. */
public interface EngineKeeper extends AutoCloseable {

    /** Before each look for an engine. */
    void look();

    /** Why none was found, in a sentence for people. */
    String why(EnginePlace place, IOException failure);

    /** That none was found is nothing to warn of: it has just been started. */
    default boolean isStarting() {
        return false;
    }

    @Override
    void close();

    /** Somebody else starts the engine. */
    static EngineKeeper somebodyElse() {
        return new EngineKeeper() {
            @Override
            public void look() {
                // whoever started it looks after it
            }

            @Override
            public String why(EnginePlace place, IOException failure) {
                return "no real-time engine in " + place.directory() + " (" + failure.getMessage()
                        + "); realtime.process is external: start it with `mortise engine`";
            }

            @Override
            public void close() {
                // it goes on without us
            }
        };
    }
}
