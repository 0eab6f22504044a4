package dev.mortise.controller.domain.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhyTest {

    private static final RackId FIRST = new RackId("R-101");
    private static final RackId SECOND = new RackId("R-102");
    private static final CellId FRAME = new CellId("FRAME-A");
    private static final CellId TRANSPORTER = ALine.PLANT.transporter().id();

    private final ALine line = new ALine();

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "PROGRESS",
                "DONE",
                "ABANDONED",
                "NO_WORK",
                "NO_CELL_CAN",
                "WAITS_FOR_CELL",
                "OCCUPIED",
                "LINE_FULL",
                "NEEDS"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void whateverStopsTheOnlyCellThatCouldBeginIsTheRootOfTheRacksWaiting(Kind kind) {
        line.order(1);
        line.trouble.put(FRAME, Cause.root(kind, FRAME.value(), "out of order", "mend it"));
        line.decide();

        Cause cause = why(FIRST);

        assertThat(cause.kind()).isEqualTo(Kind.WAITS_FOR_CELL);
        assertThat(cause.text()).contains("dock-frame is due").contains("FRAME-A is not available: out of order");
        assertThat(cause.roots()).singleElement().satisfies(root -> {
            assertThat(root.kind()).isEqualTo(kind);
            assertThat(root.subject()).isEqualTo("FRAME-A");
            assertThat(root.remedy()).isEqualTo("mend it");
        });
    }

    @Test
    void aRackBehindAnotherIsExplainedByWhatStopsThatOne() {
        line.order(2);
        brought(FIRST);
        line.held(FRAME, "the gripper is out");

        Cause cause = why(SECOND);
        assertThat(cause.text()).contains("FRAME-A is not available: held by anna");

        line.trouble.clear();
        assertThat(why(SECOND).text()).contains("FRAME-A is taken by R-101");
        assertThat(why(SECOND).roots())
                .singleElement()
                .satisfies(root -> assertThat(root.text()).contains("being worked on in FRAME-A"));
    }

    @Test
    void aRackBehindOneWithAnOpenQuestionSaysWhichAnswerWouldFreeBoth() {
        line.order(2);
        brought(FIRST);
        for (int attempt = 1; line.rack(FIRST).questions().isEmpty(); attempt++) {
            assertThat(attempt).as("budgets are bounded").isLessThan(20);
            line.end(FRAME, "torque-out", Map.of());
            begin();
        }

        assertThat(why(SECOND).text()).contains("FRAME-A is taken by R-101");
        assertThat(why(SECOND).roots()).singleElement().satisfies(root -> {
            assertThat(root.kind()).isEqualTo(Kind.QUESTION_OPEN);
            assertThat(root.subject()).isEqualTo("R-101");
            assertThat(root.remedy()).startsWith("mortise answer R-101-");
        });
    }

    @Test
    void aRackOnItsWayIsExplainedByTheTransporterThatStands() {
        line.order(1);
        line.decide();
        line.held(TRANSPORTER, "a pallet lies in the aisle");

        assertThat(why(FIRST).text()).isEqualTo("on its way to FRAME-A");
        assertThat(why(FIRST).roots()).extracting(Cause::kind).containsExactly(Kind.HELD);
    }

    @Test
    void aRackWorkedOnIsExplainedByTheCellThatStands() {
        line.order(1);
        brought(FIRST);
        line.held(FRAME, "coffee");

        assertThat(why(FIRST).text()).isEqualTo("being worked on in FRAME-A");
        assertThat(why(FIRST).roots()).extracting(Cause::kind).containsExactly(Kind.HELD);
    }

    @Test
    void aRackThatNoCellCanServeNamesTheCapabilitiesThatAreMissing() {
        line.order(1);
        RackNeeds.Due due = RackNeeds.of(line.rack(FIRST)).due().get(0);
        RackNeeds wants = new RackNeeds(
                List.of(new RackNeeds.Due(due.work(), Set.of("weld.seam"))),
                false,
                false,
                Optional.empty(),
                Optional.empty());

        Cause cause = new Why(new Dispatch(ALine.PLANT, line.line, Map.of(FIRST, wants), Map.of())).rack(FIRST);

        assertThat(cause.kind()).isEqualTo(Kind.NO_CELL_CAN);
        assertThat(cause.remedy()).contains("plant.yaml").contains("weld.seam");
    }

    @Test
    void aFullLineSaysWhatStopsTheRacksThatFillIt() {
        int max = line.dispatch().racksMax();
        line.order(max + 1);
        RackId last = new RackId("R-" + (100 + max + 1));
        for (int i = 1; i <= max; i++) {
            RackId rack = new RackId("R-" + (100 + i));
            line.line = line.line.apply(
                    new LineEvent.MoveStarted(rack, Optional.empty(), new PlaceId("BUF-" + i), 1, Instant.EPOCH));
        }
        line.held(TRANSPORTER, "battery");

        assertThat(why(last).kind()).isEqualTo(Kind.LINE_FULL);
        assertThat(why(last).roots()).hasSize(max).allMatch(root -> root.kind() == Kind.HELD);
    }

    private Cause why(RackId rack) {
        return new Why(line.dispatch()).rack(rack);
    }

    private void brought(RackId rack) {
        line.decide();
        line.end(TRANSPORTER, "", Map.of());
        line.decide();
        assertThat(line.place(rack)).contains(PlaceId.of(FRAME));
    }

    /** What runs in a cell begins again; no rack is carried about. */
    private void begin() {
        line.trouble.put(TRANSPORTER, Cause.root(Kind.HELD, TRANSPORTER.value(), "held", "mortise unhold"));
        line.decide();
        line.trouble.remove(TRANSPORTER);
    }
}
