package dev.mortise.controller.adapter.bench;

import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.adapter.realtime.Tuning;

/** Makes engines to be measured, one after the other. */
public interface EngineMaker extends AutoCloseable {

    /** Made anew for each measurement, and closed after it. */
    Engine make(int horizonCycles, Tuning tuning);

    /** Whether what it allocates can be seen from here. */
    boolean isInThisProcess();

    /** Where it runs, in words. */
    String words();

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
            public boolean isInThisProcess() {
                return true;
            }

            @Override
            public String words() {
                return "inside this process, beside the load";
            }

            @Override
            public void close() {
                // each engine is closed by itself
            }
        };
    }
}
