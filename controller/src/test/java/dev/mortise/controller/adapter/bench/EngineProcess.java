package dev.mortise.controller.adapter.bench;

import dev.mortise.controller.adapter.realtime.Tuning;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.OptionalInt;

/** The engine in a virtual machine that has run nothing else yet, with so many warm-up cycles and for robots at these ports. */
final class EngineProcess {

    private EngineProcess() {}

    @SuppressWarnings("try") // it answers by itself
    public static void main(String[] arguments) throws IOException {
        Tuning tuning = new Tuning(
                Tuning.Idle.PARK, Integer.parseInt(arguments[0]), OptionalInt.empty(), OptionalInt.empty(), 0);
        try (BareEngine engine = new BareEngine(
                Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList(),
                WarmUpBench.CYCLE_MICROS,
                BareEngine.Task.MOTION,
                WarmUpBench.HORIZON,
                tuning)) {
            long none = System.in.transferTo(OutputStream.nullOutputStream()); // ends with its parent
            System.exit((int) none);
        }
    }
}
