package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every state that a cell can be in, as far as what it does depends on it: where it waits it says why. The states are those of
 * its unit, its links, its stops, what people and Mortise hold, what it has in hand, and what became of its command.
 */
class CellWaitsTest {

    private static final List<UnaryOperator<AFaultyCell>> LINKS = List.of(
            cell -> cell,
            cell -> cell.robotDown(0),
            cell -> cell.robotDown(1),
            cell -> cell.robotDown(0).robotDown(1),
            cell -> cell.robotDown(1).robotDown(0).robotUp(0),
            cell -> cell.plcDown("connection reset"),
            cell -> cell.plcDown("connection reset").robotDown(1));

    private static final List<UnaryOperator<AFaultyCell>> STOPS = List.of(
            cell -> cell,
            AFaultyCell::emergencyStop,
            AFaultyCell::protectiveStop,
            AFaultyCell::guardOpen,
            cell -> cell.emergencyStop().protectiveStop().guardOpen(),
            cell -> cell.mode(3));

    private static final List<UnaryOperator<AFaultyCell>> PEOPLE = List.of(
            cell -> cell,
            cell -> cell.held("coffee", "anna"),
            cell -> cell.held("station fault", "mortise"),
            AFaultyCell::noSpeed,
            cell -> cell.noSpeed().held("coffee", "anna"));

    private static final List<UnaryOperator<AFaultyCell>> REST = List.of(
            cell -> cell,
            AFaultyCell::inDoubt,
            AFaultyCell::toolExpired,
            cell -> cell.inDoubt().toolExpired());

    private static final List<UnaryOperator<AFaultyCell>> ANSWERS = List.of(
            cell -> cell,
            cell -> cell.refusing("INTERLOCK: 2"),
            cell -> cell.refusing("BUSY: another command runs"),
            cell -> cell.refusing("WRONG_STATE: not in Execute"));

    @Test
    void noReachableStateInWhichACellWaitsLacksACauseAndWhatWouldFreeIt() {
        long[] seen = new long[2];
        states().forEach(cell -> {
            Cause cause = cell.why();
            boolean waits = waits(cell);
            if (cause.roots().anyMatch(root -> !root.harmless() && root.remedy().isBlank())
                    || (waits && cause.roots().allMatch(Cause::harmless))) {
                throw new AssertionError(cell + " waits: " + waits + ", and says only " + cause);
            }
            seen[0]++;
            seen[1] += waits ? 1 : 0;
        });

        assertThat(seen[0]).as("states looked at").isGreaterThan(200_000);
        assertThat(seen[1]).as("of these it waits in").isGreaterThan(100_000);
    }

    /** Nothing begins or ends by itself, and its unit is not on its way from one state to another. */
    private static boolean waits(AFaultyCell cell) {
        boolean busy = cell.cell().inHand().filter(work -> work.end().isEmpty()).isPresent();
        CellDecision decision = ACell.CONDUCT.next(cell.cell(), cell.observed());
        boolean acts = !decision.events().isEmpty()
                || decision.effects().stream()
                        .anyMatch(effect -> moves(effect, cell.refusal().isPresent()));
        return busy && !acts && !cell.unit().name().endsWith("ING");
    }

    /** Asking a unit to leave a state that it went to by itself moves nothing until it obeys, nor does sending what was refused. */
    private static boolean moves(CellEffect effect, boolean refused) {
        if (effect instanceof CellEffect.AskUnit ask) {
            return ask.command() != UnitCommand.UNHOLD && ask.command() != UnitCommand.UNSUSPEND;
        }
        return !(refused && effect instanceof CellEffect.Send);
    }

    private static Stream<AFaultyCell> states() {
        return works().map(work -> new AFaultyCell().having(work))
                .flatMap(cell -> Stream.of(UnitState.values()).map(state -> cell.unit(state, "")))
                .flatMap(cell -> LINKS.stream().map(fault -> fault.apply(cell)))
                .flatMap(cell -> STOPS.stream().map(fault -> fault.apply(cell)))
                .flatMap(cell -> PEOPLE.stream().map(fault -> fault.apply(cell)))
                .flatMap(cell -> REST.stream().map(fault -> fault.apply(cell)))
                .flatMap(cell -> ANSWERS.stream().map(fault -> fault.apply(cell)));
    }

    /** From nothing in hand to an outcome that nobody has taken yet. */
    private static Stream<Cell> works() {
        Cell clamping = ACell.clamping("boot-1");
        Cell clamped = clamping.apply(new CellEvent.StepEnded(clamp(StepReport.Outcome.OK, 200), ACell.NOON));
        return Stream.of(
                ACell.idle(),
                ACell.working(),
                clamping,
                ACell.clamping("boot-0"),
                clamped,
                clamping.apply(new CellEvent.StepEnded(clamp(StepReport.Outcome.OK, 20), ACell.NOON)),
                clamping.apply(new CellEvent.StepEnded(clamp(StepReport.Outcome.STATION_FAULT, 0), ACell.NOON)),
                clamped.apply(new CellEvent.WorkEnded("", ACell.NOON)));
    }

    private static StepReport clamp(StepReport.Outcome outcome, double newtons) {
        return new StepReport(
                "clamp",
                ACell.INSERT.command(ACell.CLAMP),
                outcome,
                outcome == StepReport.Outcome.OK ? "" : "tool-fault",
                ACell.report(ACell.INSERT.command(ACell.CLAMP), outcome, newtons)
                        .measurements(),
                Map.of(),
                Optional.empty());
    }
}
