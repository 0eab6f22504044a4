package dev.mortise.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireOrdersTest {

    private final WireOrders orders = new WireOrders(List.of("TRAY-A", "AMR-1"), List.of("HV-1", "HV-2"));

    @Test
    void aWireIsAsItWasOrderedAndTheOthersAreGood() throws BadWire {
        orders.order("to=HV-1 loss=0.02 burst=3 duplicate=1 way=from-equipment delay_ms=7");

        assertThat(orders.to("HV-1"))
                .contains(new WireOrder(
                        Set.of(Direction.FROM_EQUIPMENT),
                        Map.of(WireFault.LOSS, 0.02, WireFault.DUPLICATE, 1.0),
                        Duration.ofMillis(7),
                        3,
                        WireOrder.OUTAGE));
        assertThat(orders.to("HV-2")).isEmpty();
        assertThat(orders.to("TRAY-A")).isEmpty();
    }

    @Test
    void allPlcsOrAllRobotsAreOrderedTogetherAndALaterOrderReplacesAnEarlierOne() throws BadWire {
        orders.order("to=plcs reset=.001 outage_ms=300");
        orders.order("to=robots corrupt=0.1");
        orders.order("to=AMR-1 hang=0.5");

        assertThat(orders.to("TRAY-A").orElseThrow().shares()).isEqualTo(Map.of(WireFault.RESET, 0.001));
        assertThat(orders.to("TRAY-A").orElseThrow().outage()).isEqualTo(Duration.ofMillis(300));
        assertThat(orders.to("AMR-1").orElseThrow().shares()).isEqualTo(Map.of(WireFault.HANG, 0.5));
        assertThat(orders.to("HV-2").orElseThrow().shares()).isEqualTo(Map.of(WireFault.CORRUPT, 0.1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            to=HV-1                       | no fault is named; expected some of [loss, duplicate, reorder, replay, corrupt, delay, hang], like loss=0.02
            loss=0.1                      | to is ''; expected plcs, robots, a cell of [TRAY-A, AMR-1] or a robot of [HV-1, HV-2]
            to=HV-1 cut=0.1               | a wire to a robot knows no cut; expected some of [loss,
            to=TRAY-A loss=0.1            | a wire to a PLC knows no loss; expected some of [delay, hang, cut, reset, refuse]
            to=HV-1 loss=2                | loss is '2'; expected the share that meets it, above 0 and up to 1, like 0.02
            to=HV-1 loss=0                | loss is '0'; expected the share
            to=HV-1 loss=                 | loss is ''; expected the share
            to=HV-1 loss=0.1 burst=0      | burst is '0'; expected a whole number from 1 to 1000
            to=HV-1 delay=1 delay_ms=1e3  | delay_ms is '1e3'; expected a whole number from 1 to 60000
            to=HV-1 delay=1 delay_ms=60001| delay_ms is '60001'; expected a whole number from 1 to 60000
            to=HV-1 loss=0.1 way=up       | way is 'up'; expected both, to-equipment or from-equipment
            to=HV-1 loss                  | found 'loss'; expected key=value with a key of [to, way, burst, delay_ms, outage_ms, loss,
            to=HV-1 lost=1                | found 'lost=1'; expected key=value
            """)
    void anOrderThatCannotBeUnderstoodSaysWhatWouldBeRight(String text, String why) {
        assertThatThrownBy(() -> orders.order(text))
                .isInstanceOf(BadWire.class)
                .hasMessageStartingWith("wire '" + text + "': " + why);
    }
}
