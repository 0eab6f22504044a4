package dev.mortise.controller.adapter.bench;

import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.adapter.realtime.Tuning;

/** Makes engines to be measured, one after the other. */
public interface EngineMaker extends AutoCloseable {

    /** Where engines run, as mortise.yaml's {@code realtime.process} names it. */
    enum Place {
        INSIDE("inside", "inside the controller", "in the process of the load, as inside a controller"),
        OWN(
                "own",
                "in a process of its own",
                "in a process of its own, as the controller starts it; the load is not there");

        private final String setting;
        private final String words;
        private final String here;

        Place(String setting, String words, String here) {
            this.setting = setting;
            this.words = words;
            this.here = here;
        }

        String setting() {
            return setting;
        }

        /** In a plant. */
        String words() {
            return words;
        }

        /** In the bench. */
        String here() {
            return here;
        }
    }

    /** Made anew for each measurement, and closed after it. */
    Engine make(int horizonCycles, Tuning tuning);

    /** In which process they run. */
    Place place();

    @Override
    void close();

    /** As the controller has it when its settings say nothing. */
    static EngineMaker inside() {
        return new EngineMaker() {
            @Override
            public Engine make(int horizonCycles, Tuning tuning) {
                return new RealtimeEngine(true, horizonCycles, tuning);
            }

            @Override
            public Place place() {
                return Place.INSIDE;
            }

            @Override
            public void close() {
                // each engine is closed by itself
            }
        };
    }
}
