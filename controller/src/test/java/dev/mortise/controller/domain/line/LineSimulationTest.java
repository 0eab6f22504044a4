package dev.mortise.controller.domain.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The shipped plant builds racks, without machines: decisions only, everything that can go wrong at random. */
class LineSimulationTest {

    private static final int LINES = 20;
    private static final List<Abandonment> HOW = List.of(Abandonment.values());
    private static final int MOMENTS_MAX = 60_000;

    @Test
    void everyRackIsReleasedOrGivenUpHoweverManyThereAreAndWhateverFails() {
        seeds().forEach(seed -> {
            Random chance = new Random(seed);
            ALine line = new ALine().order(1 + chance.nextInt(14));
            int moments = 0;
            while (!line.empty() && moments++ < MOMENTS_MAX) {
                line.decide();
                noCellHoldsTwoRacks(line, seed);
                everybodyWhoWaitsHasACause(line, seed);
                happen(line, chance);
            }
            assertThat(line.empty())
                    .as("seed %d: all racks left the line; still there: %s", seed, waiting(line))
                    .isTrue();
        });
    }

    @Test
    void aRackThatCannotGoOnStepsAsideForOneThatCan() {
        ALine line = new ALine().order(2);
        RackId first = new RackId("R-101");
        line.decide();
        line.end(new CellId("AMR-1"), "", Map.of());
        line.decide();
        for (int attempt = 1; line.rack(first).questions().isEmpty(); attempt++) {
            assertThat(attempt).isLessThan(20);
            line.end(new CellId("FRAME-A"), "torque-out", Map.of());
            line.decide();
        }

        line.decide();
        line.end(new CellId("AMR-1"), "", Map.of());

        assertThat(line.place(first))
                .hasValueSatisfying(place -> assertThat(place.value()).startsWith("BUF"));
        assertThat(new Why(line.dispatch()).rack(first).kind()).isEqualTo(Cause.Kind.QUESTION_OPEN);
    }

    private static LongStream seeds() {
        return System.getProperty("seed") == null ? LongStream.range(0, LINES) : LongStream.of(Long.getLong("seed", 0));
    }

    private static void happen(ALine line, Random chance) {
        List<CellId> busy = new ArrayList<>(line.busy.keySet());
        busy.sort((a, b) -> a.value().compareTo(b.value()));
        if (!busy.isEmpty()) {
            CellId cell = busy.get(chance.nextInt(busy.size()));
            int luck = chance.nextInt(100);
            if (luck < 3) {
                line.interrupt(cell);
            } else if (luck < 8 && !cell.value().equals("AMR-1")) {
                line.end(cell, luck < 6 ? "leak" : "torque-out", Map.of("suspect", "C0" + (1 + chance.nextInt(9))));
            } else {
                line.end(cell, "", Map.of());
            }
        }
        holdOrRelease(line, chance, busy.isEmpty());
        holdOrAbandonSomeRack(line, chance, busy.isEmpty());
        line.racks.forEach((id, build) -> {
            if (!build.questions().isEmpty() && chance.nextInt(4) == 0) {
                RackEvent.QuestionAsked asked = build.questions().get(0);
                String choice =
                        asked.choices().get(chance.nextInt(asked.choices().size()));
                line.tell(id, new RackCommand.Answer(asked.question(), choice, "anna", Instant.EPOCH));
            }
        });
    }

    private static void holdOrRelease(ALine line, Random chance, boolean nothingRuns) {
        if (nothingRuns) {
            line.trouble.clear();
        } else if (chance.nextInt(40) == 0) {
            List<CellSpec> cells = ALine.PLANT.allCells().toList();
            CellId cell = cells.get(chance.nextInt(cells.size())).id();
            if (line.trouble.remove(cell) == null) {
                line.held(cell, "coffee");
            }
        }
    }

    private static void holdOrAbandonSomeRack(ALine line, Random chance, boolean nothingRuns) {
        List<RackId> racks = new ArrayList<>(line.line.racks().keySet());
        if (racks.isEmpty()) {
            return;
        }
        RackId rack = racks.get(chance.nextInt(racks.size()));
        int luck = chance.nextInt(4_000);
        if (nothingRuns) {
            racks.forEach(held -> act(line, held, new RackAct.Unhold()));
            racks.forEach(stored -> act(line, stored, new RackAct.AllowStart()));
        } else if (luck < 40) {
            act(line, rack, luck < 30 ? new RackAct.Hold("look") : new RackAct.Unhold());
        } else if (luck < 60) {
            act(line, rack, luck < 50 ? new RackAct.RevokeStart() : new RackAct.AllowStart());
        } else if (luck < 61) {
            act(line, rack, new RackAct.Abandon("scrap", HOW.get(chance.nextInt(HOW.size()))));
        }
    }

    private static void act(ALine line, RackId rack, RackAct act) {
        if (ActRules.decide(line.line, rack, act, "anna", Instant.EPOCH) instanceof ActDecision.Accepted accepted) {
            accepted.events().forEach(event -> line.line = line.line.apply(event));
            accepted.command()
                    .filter(command -> line.rack(rack).released().isEmpty()
                            && line.rack(rack).abandoned().isEmpty())
                    .ifPresent(command -> line.tell(rack, command));
        }
    }

    private static void noCellHoldsTwoRacks(ALine line, long seed) {
        Set<PlaceId> taken = new HashSet<>();
        line.line
                .racks()
                .forEach((id, rack) -> rack.place()
                        .filter(place ->
                                ALine.PLANT.cell(new CellId(place.value())).isPresent())
                        .filter(place -> rack.move().isEmpty())
                        .ifPresent(place -> assertThat(taken.add(place))
                                .as("seed %d: two racks in %s", seed, place)
                                .isTrue()));
    }

    /** Every second: a cause for every rack, and when nothing runs at all, one that names what a person can change. */
    private static void everybodyWhoWaitsHasACause(ALine line, long seed) {
        Why why = new Why(line.dispatch());
        boolean standstill = line.busy.isEmpty();
        line.line.racks().forEach((id, rack) -> {
            Cause cause = why.rack(id);
            List<Cause> roots = cause.roots().toList();
            assertThat(roots)
                    .as("seed %d: %s says what would free it: %s", seed, id, cause)
                    .allMatch(root -> root.harmless() || !root.remedy().isBlank());
            if (standstill) {
                assertThat(roots)
                        .as("seed %d: nothing runs, and %s names what stands: %s", seed, id, cause)
                        .anyMatch(root -> !root.harmless());
            }
        });
    }

    private static List<String> waiting(ALine line) {
        Why why = new Why(line.dispatch());
        List<String> waiting = new ArrayList<>();
        line.line
                .racks()
                .forEach((id, rack) -> waiting.add(
                        id + " at " + rack.place() + ": " + why.rack(id).text()));
        return waiting;
    }
}
