package dev.mortise.controller.domain.rack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random plans and random rework histories; {@code -Dseed=N} replays one. */
class EvidenceValidityPropertyTest {

    private static final int HISTORIES = 3_000;
    private static final int ACTS = 60;

    @Test
    void evidenceIsWorthWhatTheBareLogSaysAtEveryMoment() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ARack rack = new ARack(APlan.random(chance));
            for (int act = 0; act < ACTS && rack.build.released().isEmpty(); act++) {
                act(rack, chance);
                ValidityOracle oracle = new ValidityOracle(rack.build.plan(), rack.log);
                for (Operation operation : rack.build.plan().operations()) {
                    assertThat(rack.build.validity(operation.id()) == Validity.VALID)
                            .as("seed %d, act %d, %s", seed, act, operation.id())
                            .isEqualTo(oracle.proven(operation.id()));
                }
            }
        });
    }

    @Test
    void evidenceThatDoesNotCountAlwaysSaysWhyAndOnlyThen() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ARack rack = new ARack(APlan.random(chance));
            for (int act = 0; act < ACTS && rack.build.released().isEmpty(); act++) {
                act(rack, chance);
                Standing standing = rack.build.standing();
                for (Operation operation : rack.build.plan().operations()) {
                    assertThat(standing.whyNotValid(operation).isEmpty())
                            .as("seed %d, act %d, %s", seed, act, operation.id())
                            .isEqualTo(standing.validity(operation.id()) == Validity.VALID);
                }
            }
        });
    }

    @Test
    void aRackIsReleasedOnlyWithEverythingProvenAndAlwaysInTheEnd() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ARack rack = new ARack(APlan.random(chance));
            for (int act = 0; act < ACTS && rack.build.released().isEmpty(); act++) {
                act(rack, chance);
            }
            for (int act = 0; act < 10_000 && rack.build.released().isEmpty(); act++) {
                goOn(rack);
            }
            assertThat(rack.build.released())
                    .as("seed %d is released in the end", seed)
                    .isPresent();
            ValidityOracle oracle = new ValidityOracle(rack.build.plan(), rack.log);
            assertThat(rack.build.plan().operations())
                    .as("seed %d", seed)
                    .allMatch(operation -> oracle.proven(operation.id()));
        });
    }

    @Test
    void nothingIsPutWhereSomethingIsAndNothingBuiltUponIsTakenBack() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ARack rack = new ARack(APlan.random(chance));
            Map<OperationId, Boolean> inPlace = new HashMap<>();
            for (int act = 0; act < ACTS && rack.build.released().isEmpty(); act++) {
                int before = rack.log.size();
                act(rack, chance);
                for (RackEvent event : rack.log.subList(before, rack.log.size())) {
                    if (event instanceof RackEvent.AttemptEnded ended) {
                        place(rack, inPlace, ended.evidence(), seed);
                    }
                }
            }
        });
    }

    /** Only operations that can be taken back occupy their place. */
    private static void place(ARack rack, Map<OperationId, Boolean> inPlace, Evidence evidence, long seed) {
        Operation operation = rack.build.operation(evidence.operation());
        if (operation.undo().isEmpty() || evidence.verdict() != Verdict.OK) {
            return;
        }
        boolean undo = evidence.work().kind() == Work.Kind.UNDO;
        assertThat(inPlace.getOrDefault(operation.id(), false))
                .as("seed %d: %s", seed, evidence.work())
                .isEqualTo(undo);
        if (undo) {
            rack.build.plan().operations().stream()
                    .filter(above -> above.needs().contains(operation.id()))
                    .forEach(above -> assertThat(inPlace.getOrDefault(above.id(), false))
                            .as("seed %d: %s while %s rests on it", seed, evidence.work(), above.id())
                            .isFalse());
        }
        inPlace.put(operation.id(), !undo);
    }

    @Test
    void noMoreFailuresAreTriedAgainThanTheBudgetAndPersonsAllow() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ARack rack = new ARack(APlan.random(chance));
            for (int act = 0; act < ACTS && rack.build.released().isEmpty(); act++) {
                act(rack, chance);
            }
            for (Operation operation : rack.build.plan().operations()) {
                long failures = rack.build.attempts(operation.id()).stream()
                        .filter(evidence -> evidence.work().kind() == Work.Kind.DO && evidence.verdict() == Verdict.NOK)
                        .count();
                long granted = rack.log.stream()
                        .filter(event -> event instanceof RackEvent.QuestionAnswered answered
                                && answered.operation().equals(operation.id()))
                        .count();
                int budget = operation.onFailure().rules().stream()
                        .mapToInt(rule -> rule.budget())
                        .sum();
                assertThat(failures).as("seed %d, %s", seed, operation.id()).isLessThanOrEqualTo(budget + granted + 1);
            }
        });
    }

    private static LongStream seeds() {
        return System.getProperty("seed") == null
                ? LongStream.range(0, HISTORIES)
                : LongStream.of(Long.getLong("seed", 0));
    }

    private static void act(ARack rack, Random chance) {
        rack.settle();
        if (rack.build.released().isPresent()) {
            return;
        }
        List<RackEvent.QuestionAsked> questions = rack.build.questions();
        if (rack.build.running().isPresent()) {
            end(rack, chance);
        } else if (!questions.isEmpty() && chance.nextInt(3) == 0) {
            RackEvent.QuestionAsked question = questions.get(chance.nextInt(questions.size()));
            String choice =
                    question.choices().get(chance.nextInt(question.choices().size()));
            rack.accept(new RackCommand.Answer(question.question(), choice, "anna", rack.now()));
        } else if (chance.nextInt(12) == 0) {
            List<Operation> all = rack.build.plan().operations();
            OperationId any = all.get(chance.nextInt(all.size())).id();
            rack.happen(new RackEvent.OperationReopened(any, "a recall", rack.now()));
        } else if (!rack.build.due().isEmpty()) {
            List<Work> due = rack.build.due();
            rack.start(due.get(chance.nextInt(due.size())));
        }
    }

    private static void end(ARack rack, Random chance) {
        int luck = chance.nextInt(10);
        if (luck == 0) {
            rack.interrupted();
        } else {
            rack.ended(luck <= 3 ? StepReport.Outcome.PART_FAILURE : StepReport.Outcome.OK, Map.of());
        }
    }

    /** Nothing goes wrong any more, and a person answers every question. */
    private static void goOn(ARack rack) {
        rack.settle();
        if (rack.build.running().isPresent()) {
            rack.ended(StepReport.Outcome.OK, Map.of());
        } else if (!rack.build.questions().isEmpty()) {
            rack.accept(new RackCommand.Answer(
                    rack.build.questions().get(0).question(), RackRules.RETRY, "anna", rack.now()));
        } else if (!rack.build.due().isEmpty()) {
            rack.start(rack.build.due().get(0));
        }
    }
}
