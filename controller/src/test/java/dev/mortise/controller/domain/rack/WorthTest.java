package dev.mortise.controller.domain.rack;

import static dev.mortise.controller.domain.rack.APlan.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.OperationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorthTest {

    private final ARack line = new ARack(APlan.of(
            op("paint").canBeTakenBack().retries(2).waivable(),
            op("leak").needs("paint").retries(2),
            op("release").needs("leak").byTheController()));

    @Test
    void evidenceThatItsOperationIsValidByCounts() {
        line.done("paint").done("leak");

        assertThat(of("paint")).containsExactly(Worth.COUNTS);
        assertThat(of("leak")).containsExactly(Worth.COUNTS);
    }

    @Test
    void whatFailedHasFailedWhateverComesLater() {
        line.failed("paint").done("paint");

        assertThat(of("paint")).containsExactly(Worth.FAILED, Worth.COUNTS);
    }

    @Test
    void whatWasReopenedIsVoidAndSoIsWhatRestsOnIt() {
        line.done("paint").done("leak");
        line.happen(new RackEvent.OperationReopened(new OperationId("paint"), "a recall", line.now()));

        assertThat(of("paint")).containsExactly(Worth.VOID);
        assertThat(of("leak")).containsExactly(Worth.VOID);
    }

    @Test
    void whatRestsOnEvidenceThatWasRedoneStaysVoid() {
        line.done("paint").done("leak");
        line.happen(new RackEvent.OperationReopened(new OperationId("paint"), "a recall", line.now()));
        line.takenBack("paint").done("paint");

        assertThat(of("paint")).containsExactly(Worth.VOID, Worth.TAKEN_BACK, Worth.COUNTS);
        assertThat(of("leak")).containsExactly(Worth.VOID);
    }

    @Test
    void oldEvidenceCountsNoMoreWhileItsOperationRunsAgain() {
        line.done("paint");
        line.happen(new RackEvent.OperationReopened(new OperationId("paint"), "a recall", line.now()));
        line.start(Work.undoing(new OperationId("paint")));

        assertThat(of("paint")).containsExactly(Worth.VOID);
    }

    @Test
    void whatWasBrokenOffSaysNothing() {
        line.start(Work.doing(new OperationId("paint"))).interrupted();

        assertThat(of("paint")).containsExactly(Worth.BROKEN_OFF);
    }

    @Test
    void failedEvidenceThatTwoPersonsAcceptIsWaivedAndNotOk() {
        line.failed("paint");
        line.accept(new RackCommand.ProposeWaiver(new OperationId("paint"), "cosmetic", "anna", line.now()));
        assertThat(of("paint")).as("proposed only").containsExactly(Worth.FAILED);

        line.accept(new RackCommand.GrantWaiver(new OperationId("paint"), "bert", line.now()));

        assertThat(of("paint")).containsExactly(Worth.WAIVED);
    }

    private List<Worth> of(String operation) {
        Standing standing = line.build.standing();
        return line.build.attempts(new OperationId(operation)).stream()
                .map(evidence -> Worth.of(line.build, standing, evidence))
                .toList();
    }
}
