package dev.mortise.sim.plc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitMachineTest {

    private static final int RESET = 1;
    private static final int START = 2;
    private static final int STOP = 3;
    private static final int HOLD = 4;
    private static final int UNHOLD = 5;
    private static final int SUSPEND = 6;
    private static final int UNSUSPEND = 7;
    private static final int ABORT = 8;
    private static final int CLEAR = 9;
    private static final int COMPLETE = 10;

    private static final List<Integer> COMMANDS =
            List.of(RESET, START, STOP, HOLD, UNHOLD, SUSPEND, UNSUSPEND, ABORT, CLEAR, COMPLETE);

    /**
     * PackML by numbers. path: commands from Stopped on; a tick of 30 ms after each that ends in '+'. Then the state entered
     * by commands 1 to 10, 0 where a command is refused.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // state, number, path, Reset Start Stop Hold Unhold Suspend Unsuspend Abort Clear Complete
        "Clearing,      1, 8+ 9,           0  0  0  0  0  0  0  8  0  0",
        "Stopped,       2, '',            15  0  0  0  0  0  0  8  0  0",
        "Starting,      3, 1+ 2,           0  0  7 10  0  0  0  8  0  0",
        "Idle,          4, 1+,             0  3  7  0  0  0  0  8  0  0",
        "Suspended,     5, 1+ 2+ 6+,       0  0  7 10  0  0 14  8  0  0",
        "Execute,       6, 1+ 2+,          0  0  7 10  0 13  0  8  0 16",
        "Stopping,      7, 1+ 3,           0  0  0  0  0  0  0  8  0  0",
        "Aborting,      8, 8,              0  0  0  0  0  0  0  0  0  0",
        "Aborted,       9, 8+,             0  0  0  0  0  0  0  0  1  0",
        "Holding,      10, 1+ 2+ 4,        0  0  7  0  0  0  0  8  0  0",
        "Held,         11, 1+ 2+ 4+,       0  0  7  0 12  0  0  8  0  0",
        "Unholding,    12, 1+ 2+ 4+ 5,     0  0  7 10  0  0  0  8  0  0",
        "Suspending,   13, 1+ 2+ 6,        0  0  7 10  0  0  0  8  0  0",
        "Unsuspending, 14, 1+ 2+ 6+ 7,     0  0  7 10  0  0  0  8  0  0",
        "Resetting,    15, 1,              0  0  7  0  0  0  0  8  0  0",
        "Completing,   16, 1+ 2+ 10,       0  0  7  0  0  0  0  8  0  0",
        "Complete,     17, 1+ 2+ 10+,     15  0  7  0  0  0  0  8  0  0",
    })
    void everyStateTakesItsCommandsAndRefusesTheOthers(String name, int state, String path, String row) {
        List<Integer> entered =
                Arrays.stream(row.trim().split("\\s+")).map(Integer::valueOf).toList();
        for (int command : COMMANDS) {
            UnitMachine unit = brought(path);
            assertThat(unit.state()).as(name).isEqualTo(state);
            int expected = entered.get(command - 1);

            var refusal = unit.command(command, "asked", 1_000);

            if (expected == 0) {
                assertThat(refusal).as("%s, command %s", name, command).isPresent();
                assertThat(refusal.orElseThrow()).contains("command " + command, "state " + state);
                assertThat(unit.state()).as("%s, command %s", name, command).isEqualTo(state);
            } else {
                assertThat(refusal).as("%s, command %s", name, command).isEmpty();
                assertThat(unit.state()).as("%s, command %s", name, command).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "1, 2, 8+ 9",
        "3, 6, 1+ 2",
        "7, 2, 1+ 3",
        "8, 9, 8",
        "10, 11, 1+ 2+ 4",
        "12, 6, 1+ 2+ 4+ 5",
        "13, 5, 1+ 2+ 6",
        "14, 6, 1+ 2+ 6+ 7",
        "15, 4, 1",
        "16, 17, 1+ 2+ 10",
    })
    void anActingStateCompletesAfterItsTimeAndNotBefore(int acting, int waiting, String path) {
        UnitMachine unit = brought(path);
        long entered = clock(path);

        unit.tick(entered + UnitMachine.ACTING_MILLIS - 1);
        assertThat(unit.state()).isEqualTo(acting);

        unit.tick(entered + UnitMachine.ACTING_MILLIS);
        assertThat(unit.state()).isEqualTo(waiting);
    }

    @Test
    void aNumberThatIsNoCommandIsRefused() {
        UnitMachine unit = new UnitMachine();

        assertThat(unit.command(0, "", 0)).isPresent();
        assertThat(unit.command(11, "", 0)).isPresent();
        assertThat(unit.state()).isEqualTo(UnitMachine.STOPPED);
    }

    @Test
    void theReasonOfAHoldStaysUntilTheUnitGoesOn() {
        UnitMachine unit = brought("1+ 2+");
        unit.command(HOLD, "a door is open", 1_000);
        unit.tick(2_000);
        assertThat(unit.stopReason()).isEqualTo("a door is open");

        unit.command(START, "refused, so without effect", 2_000);
        assertThat(unit.stopReason()).isEqualTo("a door is open");

        unit.command(UNHOLD, "go on", 2_000);
        assertThat(unit.stopReason()).isEmpty();
    }

    private static UnitMachine brought(String path) {
        UnitMachine unit = new UnitMachine();
        long now = 0;
        for (String word : words(path)) {
            boolean wait = word.endsWith("+");
            int command = Integer.parseInt(wait ? word.substring(0, word.length() - 1) : word);
            assertThat(unit.command(command, "", now)).isEmpty();
            if (wait) {
                now += UnitMachine.ACTING_MILLIS;
                unit.tick(now);
            }
        }
        return unit;
    }

    private static long clock(String path) {
        return words(path).stream().filter(word -> word.endsWith("+")).count() * UnitMachine.ACTING_MILLIS;
    }

    private static List<String> words(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split(" "));
    }
}
