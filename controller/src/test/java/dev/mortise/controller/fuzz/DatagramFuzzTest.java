package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams of the real-time path, at either end: the only refusals are the faults that the frame declares. */
class DatagramFuzzTest {

    private static final int EXECUTIONS = 200_000;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whateverComesIsDroppedOrRead() {
        Map<Frame.Fault, Integer> outcomes = new EnumMap<>(Frame.Fault.class);
        Fuzz.run(DatagramTarget.seeds(), Fuzz.executions(EXECUTIONS), input -> {
            outcomes.merge(DatagramTarget.fault(input, input.length), 1, Integer::sum);
            outcomes.merge(DatagramTarget.sealedAnew(input), 1, Integer::sum);
        });

        assertThat(outcomes).containsKeys(Frame.Fault.NONE, Frame.Fault.MALFORMED, Frame.Fault.CRC);
    }
}
