package dev.mortise.controller.domain.rack;

import static dev.mortise.controller.domain.rack.APlan.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.OperationId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two persons accept the failed evidence of an operation as it is. */
class WaiverTest {

    private static final OperationId PAINT = new OperationId("paint");

    private final ARack rack = new ARack(APlan.of(
            op("frame").canBeTakenBack(),
            op("paint").needs("frame").canBeTakenBack().waivable(),
            op("leak").needs("frame"),
            op("release").needs("paint", "leak").byTheController()));

    @Test
    void failedEvidenceCountsOnceOnePersonHasProposedItAndAnotherHasGrantedIt() {
        rack.done("frame").failed("paint");
        assertThat(propose("anna")).isEmpty();
        assertThat(rack.validity("paint")).as("proposed only").isEqualTo(Validity.FAILED);

        assertThat(grant("bert")).isEmpty();

        assertThat(rack.validity("paint")).isEqualTo(Validity.VALID);
        assertThat(rack.build.waivers(PAINT))
                .extracting(Waiver::words)
                .containsExactly("waived by anna and bert because cosmetic");
        assertThat(rack.build.questions()).as("nothing is asked any more").isEmpty();
        assertThat(rack.done("leak").settle().build.released()).isPresent();
    }

    @Test
    void nobodyGrantsWhatTheyHaveProposedThemselves() {
        rack.done("frame").failed("paint");
        propose("anna");

        assertThat(grant(" Anna ")).hasValueSatisfying(why -> assertThat(why).contains("another person"));
        assertThat(rack.validity("paint")).isEqualTo(Validity.FAILED);
        assertThat(RackContradiction.of(rack.build, new RackEvent.WaiverGranted(PAINT, 1, "anna", rack.now())))
                .as("nor does a journal say so")
                .isPresent();
        assertThat(RackContradiction.of(rack.build, new RackEvent.WaiverGranted(PAINT, 2, "bert", rack.now())))
                .isPresent();
    }

    @Test
    void whatNobodyHasProposedIsNotGranted() {
        rack.done("frame").failed("paint");

        assertThat(grant("bert")).contains("nobody has proposed to waive attempt 1 at paint");
    }

    @Test
    void onlyWhatTheRackTypeCallsWaivableAndHasFailedIsWaived() {
        rack.done("frame");
        assertThat(propose("anna")).hasValueSatisfying(why -> assertThat(why).contains("no failed evidence"));

        rack.done("paint").failed("leak");
        assertThat(propose("anna")).hasValueSatisfying(why -> assertThat(why).contains("VALID"));
        assertThat(rack.ask(new RackCommand.ProposeWaiver(new OperationId("leak"), "why not", "anna", rack.now())))
                .hasValueSatisfying(why -> assertThat(why).contains("leak cannot be waived"));
        assertThat(rack.ask(new RackCommand.ProposeWaiver(new OperationId("sail"), "why not", "anna", rack.now())))
                .contains("rack R-1 has no operation sail");
    }

    @Test
    void aWaiverFallsVoidWithTheEvidenceWhenWhatItRestsOnIsRedone() {
        rack.done("frame").failed("paint");
        propose("anna");
        grant("bert");

        rack.happen(new RackEvent.OperationReopened(new OperationId("frame"), "a dent", rack.now()));

        assertThat(rack.validity("paint")).isEqualTo(Validity.VOID);
        assertThat(rack.due())
                .as("what is in place is taken back first, waived or not")
                .containsExactly("undo paint");
        rack.takenBack("paint").takenBack("frame").done("frame").failed("paint");
        assertThat(rack.validity("paint"))
                .as("the waiver was of another attempt")
                .isEqualTo(Validity.FAILED);
        assertThat(grant("bert")).hasValueSatisfying(why -> assertThat(why).contains("nobody has proposed"));
    }

    @Test
    void whatWasTakenBackIsNotWaived() {
        rack.done("frame").failed("paint");
        rack.happen(new RackEvent.OperationReopened(PAINT, "by hand", rack.now()));

        assertThat(propose("anna")).hasValueSatisfying(why -> assertThat(why).contains("being done anew"));
    }

    @Test
    void theSameAgainChangesNothingAndTheReleaseRestsOnTheWaiver() {
        rack.done("frame").failed("paint");
        propose("anna");
        int before = rack.log.size();
        propose("anna");
        assertThat(rack.log).hasSize(before);
        grant("bert");
        rack.done("leak").settle();

        ARack other = new ARack(rack.build.plan());
        rack.log.stream().skip(1).map(WaiverTest::grantedByCarl).forEach(other::happen);

        assertThat(RecordHash.of(other.build)).isNotEqualTo(RecordHash.of(rack.build));
        assertThat(RackBuild.of(rack.build.id(), rack.build.plan()).applyAll(List.copyOf(rack.log)))
                .isEqualTo(rack.build);
    }

    private static RackEvent grantedByCarl(RackEvent event) {
        return event instanceof RackEvent.WaiverGranted granted
                ? new RackEvent.WaiverGranted(granted.operation(), granted.attempt(), "carl", granted.at())
                : event;
    }

    private Optional<String> propose(String by) {
        return rack.ask(new RackCommand.ProposeWaiver(PAINT, "cosmetic", by, rack.now()));
    }

    private Optional<String> grant(String by) {
        return rack.ask(new RackCommand.GrantWaiver(PAINT, by, rack.now()));
    }
}
