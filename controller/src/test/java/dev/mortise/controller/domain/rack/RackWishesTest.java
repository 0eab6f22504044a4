package dev.mortise.controller.domain.rack;

import static dev.mortise.controller.domain.rack.APlan.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rack is held, released from its holds, and given up. */
class RackWishesTest {

    private static final Work INSERT = Work.doing(new OperationId("insert"));

    private final ARack rack = new ARack(APlan.of(
            op("insert").canBeTakenBack().retries(1),
            op("leak").needs("insert"),
            op("release").needs("leak").byTheController()));

    @Test
    void nothingBeginsOnAHeldRackAndTheRefusalSaysWhoHoldsItAndWhy() {
        hold("look at the door");

        assertThat(start()).contains("R-1 is held by anna: look at the door");

        rack.accept(new RackCommand.Unhold("bert", rack.now()));
        assertThat(start()).isEmpty();
    }

    @Test
    void whatRunsWhenARackIsHeldComesToItsEndAndIsRecorded() {
        rack.start(INSERT);
        hold("look at the door");

        rack.ended(StepReport.Outcome.OK, Map.of());

        assertThat(rack.validity("insert")).isEqualTo(Validity.VALID);
        assertThat(rack.build.running()).isEmpty();
    }

    @Test
    void aHoldTouchesNeitherEvidenceNorBudgets() {
        rack.failed("insert");
        hold("look at the door");
        rack.accept(new RackCommand.Unhold("anna", rack.now()));

        assertThat(rack.build.questions()).as("one retry is left").isEmpty();
        rack.failed("insert");
        assertThat(rack.build.questions()).as("and no more").hasSize(1);
    }

    @Test
    void aRackIsNotReleasedWhileItIsHeldAndIsAfterwards() {
        rack.done("insert").done("leak");
        hold("quality wants to look");

        rack.settle();
        assertThat(rack.build.released()).isEmpty();

        rack.accept(new RackCommand.Unhold("anna", rack.now())).settle();
        assertThat(rack.build.released()).isPresent();
    }

    @Test
    void theSameHoldAgainAndAReleaseOfNothingChangeNothing() {
        hold("look at the door");
        int before = rack.log.size();

        hold("look at the door");
        assertThat(rack.log).hasSize(before);

        hold("look at the manifold");
        assertThat(rack.build.holds()).hasSize(2);
        rack.accept(new RackCommand.Unhold("anna", rack.now()));
        int after = rack.log.size();
        rack.accept(new RackCommand.Unhold("anna", rack.now()));
        assertThat(rack.build.holds()).isEmpty();
        assertThat(rack.log).hasSize(after);
    }

    @ParameterizedTest
    @EnumSource
    void nothingBeginsOnAnAbandonedRackAndItIsNeverReleased(Abandonment how) {
        rack.done("insert").done("leak");
        abandon(how);

        rack.settle();

        assertThat(rack.build.released()).isEmpty();
        assertThat(rack.due()).isEmpty();
        assertThat(start())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("was given up by anna").contains("the customer left"));
        assertThat(rack.validity("leak")).as("its evidence stays").isEqualTo(Validity.VALID);
    }

    @Test
    void whatRunsWhenARackIsAbandonedComesToItsEndAndIsRecordedAndNothingFollowsFromIt() {
        rack.failed("insert").start(INSERT);
        abandon(Abandonment.ABORT);
        RackEvent.AttemptStarted running = rack.build.running().orElseThrow();

        rack.ended(StepReport.Outcome.PART_FAILURE, Map.of());

        assertThat(rack.validity("insert")).isEqualTo(Validity.FAILED);
        assertThat(rack.build.questions()).isEmpty();
        int before = rack.log.size();
        rack.accept(rack.finish(running, StepReport.Outcome.PART_FAILURE, Map.of()));
        assertThat(rack.log).as("told again").hasSize(before);
    }

    @Test
    void whatWasAskedAboutARackIsNotAskedAnyMoreOnceItIsAbandoned() {
        rack.failed("insert").failed("insert");
        String question = rack.build.questions().get(0).question();
        abandon(Abandonment.STOP);

        assertThat(rack.build.questions()).isEmpty();
        assertThat(rack.ask(new RackCommand.Answer(question, "retry", "anna", rack.now())))
                .contains("rack R-1 has no open question " + question);
    }

    @Test
    void aRackIsAbandonedOnceAndNotAfterItsRelease() {
        abandon(Abandonment.STOP);
        int before = rack.log.size();

        abandon(Abandonment.STOP);
        assertThat(rack.log).as("again").hasSize(before);
        assertThat(rack.ask(new RackCommand.Abandon("scrap", "bert", Abandonment.ABORT, rack.now())))
                .hasValueSatisfying(why -> assertThat(why).contains("given up by anna (stop): the customer left"));
        assertThat(rack.ask(new RackCommand.Hold("look", "bert", rack.now()))).isPresent();

        ARack released = new ARack(APlan.of(op("insert")));
        released.done("insert").settle();
        assertThat(released.ask(new RackCommand.Abandon("scrap", "bert", Abandonment.ABORT, rack.now())))
                .contains("rack R-1 is released");
        assertThat(released.ask(new RackCommand.Hold("look", "bert", rack.now())))
                .contains("rack R-1 is released");
    }

    @Test
    void aJournalInWhichSomethingBeganOnAHeldOrAbandonedRackIsDamaged() {
        RackEvent.AttemptStarted begins =
                new RackEvent.AttemptStarted(INSERT, 1, new CellId("TRAY-A"), Map.of(), rack.now());
        RackEvent.RackReleased release = new RackEvent.RackReleased("abc", rack.now());
        hold("look at the door");
        assertThat(RackContradiction.of(rack.build, begins))
                .hasValueSatisfying(what -> assertThat(what).contains("is held by anna"));
        assertThat(RackContradiction.of(rack.build, release)).isPresent();

        rack.accept(new RackCommand.Unhold("anna", rack.now()));
        assertThat(RackContradiction.of(rack.build, begins)).isEmpty();

        abandon(Abandonment.STOP);
        assertThat(RackContradiction.of(rack.build, begins)).isPresent();
        assertThat(RackContradiction.of(rack.build, release)).isPresent();
        assertThat(RackContradiction.of(
                        rack.build, new RackEvent.RackAbandoned("again", "bert", Abandonment.STOP, rack.now())))
                .isPresent();
    }

    @Test
    void aRackSaysTheSameOfItselfWhenItsEventsAreReadAgain() {
        rack.done("insert");
        hold("look at the door");
        abandon(Abandonment.STOP);

        assertThat(RackBuild.of(rack.build.id(), rack.build.plan()).applyAll(List.copyOf(rack.log)))
                .isEqualTo(rack.build);
    }

    private void hold(String reason) {
        rack.accept(new RackCommand.Hold(reason, "anna", rack.now()));
    }

    private void abandon(Abandonment how) {
        rack.accept(new RackCommand.Abandon("the customer left", "anna", how, rack.now()));
    }

    private Optional<String> start() {
        return rack.ask(new RackCommand.Start(INSERT, ARack.CELL, rack.now()));
    }
}
