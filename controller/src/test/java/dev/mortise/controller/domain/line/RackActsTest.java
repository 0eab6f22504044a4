package dev.mortise.controller.domain.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People hold racks, let them start or not, and give them up; the line follows. */
class RackActsTest {

    private static final RackId FIRST = new RackId("R-101");
    private static final RackId SECOND = new RackId("R-102");
    private static final CellId FRAME = new CellId("FRAME-A");
    private static final CellId AMR = ALine.PLANT.transporter().id();

    private final ALine line = new ALine();

    @Test
    void aRackThatMayNotStartTakesNoPlaceAndStopsNobodyBehindIt() {
        line.order(2);
        act(FIRST, new RackAct.RevokeStart());

        line.decide();
        line.end(AMR, "", Map.of());
        line.decide();

        assertThat(line.place(FIRST)).isEmpty();
        assertThat(line.place(SECOND)).isPresent();
        Cause cause = new Why(line.dispatch()).rack(FIRST);
        assertThat(cause.kind()).isEqualTo(Kind.HELD);
        assertThat(cause.text()).contains("not allowed to start, by anna");
        assertThat(cause.remedy()).isEqualTo("mortise start R-101");
    }

    @Test
    void aRackThatIsAllowedToStartAfterAllGoes() {
        line.order(1);
        act(FIRST, new RackAct.RevokeStart());
        line.decide();
        assertThat(line.busy).isEmpty();

        act(FIRST, new RackAct.AllowStart());
        line.decide();

        assertThat(line.busy).containsKey(AMR);
    }

    @Test
    void aStartIsTakenBackOnlyAsLongAsTheRackHasNotEntered() {
        line.order(1);
        line.decide();

        assertThat(refusal(FIRST, new RackAct.RevokeStart())).contains("R-101 has entered the line");
        assertThat(refusal(FIRST, new RackAct.Prioritize(7))).contains("R-101 has entered the line");
        assertThat(refusal(FIRST, new RackAct.Abandon("scrap", Abandonment.CANCEL)))
                .contains("R-101 has entered the line; it can be stopped or aborted");
        assertThat(LineContradiction.of(line.line, new LineEvent.StartRevoked(FIRST, "anna", Instant.EPOCH)))
                .isPresent();
    }

    @Test
    void whatIsSoAlreadyIsNotStoredAgain() {
        line.order(1);
        assertThat(events(FIRST, new RackAct.AllowStart())).isZero();
        assertThat(events(FIRST, new RackAct.Prioritize(0))).isZero();
        act(FIRST, new RackAct.RevokeStart());
        assertThat(events(FIRST, new RackAct.RevokeStart())).isZero();
    }

    @Test
    void theRackOfTheHighestPriorityGoesFirst() {
        line.order(2);
        act(SECOND, new RackAct.Prioritize(5));

        line.decide();

        assertThat(line.busy.values()).extracting(ALine.Task::rack).containsExactly(SECOND);
    }

    @Test
    void nothingBeginsOnAHeldRackAndWhySaysWhoHoldsItAndWhatWouldFreeIt() {
        line.order(1);
        brought();
        line.end(FRAME, "", Map.of());
        act(FIRST, new RackAct.Hold("look at the door"));

        line.decide();

        assertThat(line.busy).isEmpty();
        Cause cause = new Why(line.dispatch()).rack(FIRST);
        assertThat(cause.kind()).isEqualTo(Kind.HELD);
        assertThat(cause.text()).isEqualTo("held by anna: look at the door");
        assertThat(cause.remedy()).startsWith("mortise unhold R-101");

        act(FIRST, new RackAct.Unhold());
        line.decide();
        assertThat(line.busy).isNotEmpty();
    }

    @Test
    void aHeldRackIsMovedOutOfTheWayOfAnother() {
        line.order(2);
        brought();
        line.end(FRAME, "", Map.of());
        act(FIRST, new RackAct.Hold("look at the door"));

        line.decide();
        line.end(AMR, "", Map.of());

        assertThat(line.place(FIRST))
                .hasValueSatisfying(place -> assertThat(place.value()).startsWith("BUF"));
        line.decide();
        assertThat(line.busy.values()).extracting(ALine.Task::rack).containsExactly(SECOND);
    }

    @Test
    void anAbandonedRackLeavesAsSoonAsNothingRunsAndItsPlaceIsFree() {
        line.order(2);
        brought();
        act(FIRST, new RackAct.Abandon("the customer left", Abandonment.STOP));

        line.decide();
        assertThat(line.line.racks()).as("what runs comes to its end").containsKey(FIRST);
        assertThat(new Why(line.dispatch()).rack(FIRST).text()).contains("it was given up and leaves");

        line.end(FRAME, "", Map.of());
        line.decide();
        assertThat(line.line.gone()).containsEntry(FIRST, new LineState.Gone("nvl72", Optional.of(Abandonment.STOP)));
        assertThat(line.busy.values()).extracting(ALine.Task::rack).containsExactly(SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void aRackThatIsAbandonedBeforeItEnteredNeverDoes(Abandonment how) {
        line.order(1);
        act(FIRST, new RackAct.Abandon("a mistake", how));
        assertThat(line.line.racks().values()).noneMatch(LineState.OnLine::mayStart);

        line.decide();

        assertThat(line.busy).isEmpty();
        Abandonment said = how == Abandonment.STOP ? Abandonment.CANCEL : how;
        assertThat(line.line.gone()).containsEntry(FIRST, new LineState.Gone("nvl72", Optional.of(said)));
    }

    @Test
    void aRackThatHasLeftOrWasNeverOrderedIsRefused() {
        line.order(1);
        act(FIRST, new RackAct.Abandon("a mistake", Abandonment.CANCEL));
        line.decide();

        assertThat(refusal(FIRST, new RackAct.Hold("look"))).contains("R-101 has left the line");
        assertThat(refusal(SECOND, new RackAct.Hold("look"))).contains("no rack R-102");
    }

    private ActDecision decide(RackId rack, RackAct act) {
        return ActRules.decide(line.line, rack, act, "anna", Instant.EPOCH);
    }

    private Optional<String> refusal(RackId rack, RackAct act) {
        return decide(rack, act) instanceof ActDecision.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    private int events(RackId rack, RackAct act) {
        return ((ActDecision.Accepted) decide(rack, act)).events().size();
    }

    private void act(RackId rack, RackAct act) {
        ActDecision.Accepted accepted = (ActDecision.Accepted) decide(rack, act);
        accepted.events().forEach(event -> line.line = line.line.apply(event));
        accepted.command().ifPresent((RackCommand command) -> line.tell(rack, command));
    }

    private void brought() {
        line.decide();
        line.end(AMR, "", Map.of());
        line.decide();
    }
}
