package dev.mortise.controller.domain.rack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureFactsTest {

    private static final OperationId LEAK_TEST = new OperationId("leak-test");
    private static final Limit LEAK_RATE =
            new Limit("leak_rate", Optional.empty(), Optional.of(0.5), "mL/min", false, "leak");
    private static final Limit TORQUE = new Limit("torque", Optional.of(4.8), Optional.of(5.4), "N·m", false, "torque");

    @Test
    void whatIsOutsideItsLimitStandsFirstWithTheLimit() {
        List<String> facts = FailureFacts.of(nok(
                new Measurement("pressure", 6.0, "bar"), new Measurement("leak_rate", 0.7300000000000001, "mL/min")));

        assertThat(facts)
                .containsExactly(
                        "leak-test attempt 2 in LEAK-A was NOK: leak",
                        "test: leak_rate = 0.7300 mL/min, above 0.5000 mL/min",
                        "test: pressure = 6 bar");
    }

    @Test
    void aValueBelowItsLimitSaysSo() {
        assertThat(FailureFacts.of(nok(new Measurement("torque[3]", 4.1, "N·m"))))
                .contains("test: torque[3] = 4.100 N·m, below 4.800 N·m");
    }

    @Test
    void ofManyValuesAPersonGetsAFewAndTheirNumber() {
        List<Measurement> hundred = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hundred.add(new Measurement("torque[" + i + "]", i == 50 ? 9 : 5, "N·m"));
        }

        List<String> facts = FailureFacts.of(nok(hundred.toArray(Measurement[]::new)));

        assertThat(facts)
                .hasSize(8)
                .endsWith("94 more values are in the record")
                .element(1)
                .isEqualTo("test: torque[50] = 9 N·m, above 5.400 N·m");
    }

    private static Evidence nok(Measurement... measurements) {
        StepReport report = new StepReport(
                "test",
                CommandId.of("R-1", LEAK_TEST, 2, "test"),
                StepReport.Outcome.OK,
                "",
                List.of(measurements),
                Map.of(),
                Optional.empty());
        return new Evidence(
                Work.doing(LEAK_TEST),
                2,
                Verdict.NOK,
                "leak",
                new CellId("LEAK-A"),
                Map.of(),
                List.of(report),
                List.of(LEAK_RATE, TORQUE),
                Instant.EPOCH,
                Instant.EPOCH,
                true);
    }
}
