package dev.mortise.controller.domain.rack;

import static dev.mortise.controller.domain.rack.APlan.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.OperationId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyNotValidTest {

    private final ARack line = new ARack(APlan.of(
            op("insert.C1").inSlot("C1").canBeTakenBack().retries(1),
            op("insert.C2").inSlot("C2").canBeTakenBack().retries(1),
            op("leak").needs("insert.C1", "insert.C2").retries(1).reworks("insert", 1, "suspect"),
            op("fill").needs("leak").canBeTakenBack(),
            op("release").needs("fill").byTheController()));

    @Test
    void whatCountsHasNoReasonNotTo() {
        line.done("insert.C1");

        assertThat(why("insert.C1")).isEmpty();
    }

    @Test
    void whatWasNotDoneSaysWhatItNeeds() {
        assertThat(why("leak")).isEqualTo("needs insert.C1, which is MISSING");
    }

    @Test
    void whatFailedSaysAtWhichAttemptAndWhy() {
        line.failed("insert.C1").failed("insert.C1");

        assertThat(why("insert.C1")).isEqualTo("attempt 2 was NOK: bad; question R-1-insert.C1-2 is open");
    }

    @Test
    void aTrayThatALeakReopenedNamesTheLeakTest() {
        line.done("insert.C1").done("insert.C2").failed("leak").failed("leak", Map.of("suspect", "C2"));

        assertThat(why("insert.C2")).isEqualTo("reopened: leak attempt 2 was NOK: bad");
    }

    @Test
    void whatWasTakenBackSaysWithWhichAttempt() {
        filled().happen(new RackEvent.OperationReopened(new OperationId("insert.C2"), "a recall", line.now()));
        line.takenBack("fill");

        assertThat(why("fill")).isEqualTo("attempt 2 took it back");
    }

    @Test
    void whatRestsOnVoidEvidenceSaysDownToTheEventThatVoidedIt() {
        filled().happen(new RackEvent.OperationReopened(new OperationId("insert.C2"), "a recall", line.now()));

        assertThat(why("fill"))
                .isEqualTo("rests on leak, which is VOID: rests on insert.C2, which is VOID: reopened: a recall");
    }

    @Test
    void whatRestsOnEvidenceThatWasRedoneSaysSo() {
        filled().happen(new RackEvent.OperationReopened(new OperationId("leak"), "calibration", line.now()));
        line.done("leak");

        assertThat(why("fill")).isEqualTo("rests on attempt 1 of leak, which was redone as attempt 2");
    }

    private ARack filled() {
        return line.done("insert.C1").done("insert.C2").done("leak").done("fill");
    }

    private String why(String operation) {
        return line.build.standing().whyNotValid(line.build.operation(new OperationId(operation)));
    }
}
