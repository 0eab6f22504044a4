package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.JobStates;
import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An order of the past has the state that it had then. */
class OrdersThenTest {

    private static final List<Boolean> EITHER = List.of(false, true);

    @Test
    void whatWasShownOfAPlantGivesEachOrderTheStateThatItHad() {
        Set<JobState> seen = EnumSet.noneOf(JobState.class);
        for (PlantView view : views().toList()) {
            JsonNode then = Json.tree(view);

            JobState state = OrdersThen.of(then.path("racks").path(0), then);

            assertThat(state)
                    .as(then.toString())
                    .isEqualTo(JobStates.of(view.racks().get(0), view));
            seen.add(state);
        }
        assertThat(seen).containsExactlyInAnyOrder(JobState.values());
    }

    private static Stream<PlantView> views() {
        return racks().flatMap(rack -> cells().flatMap(cell -> EITHER.stream()
                .map(asked -> new PlantView(
                        Instant.EPOCH,
                        true,
                        "plant-1",
                        List.of(cell),
                        List.of(rack),
                        0,
                        0,
                        asked ? List.of(question()) : List.of(),
                        AlarmsView.NONE))));
    }

    private static PlantView.QuestionView question() {
        return new PlantView.QuestionView("Q-1", "R-1", "?", List.of(), List.of(), Act.RUN, Instant.EPOCH);
    }

    private static Stream<PlantView.RackView> racks() {
        List<PlantView.RackView> racks = new ArrayList<>();
        for (boolean onTheLine : EITHER) {
            for (boolean released : EITHER) {
                for (boolean doing : EITHER) {
                    for (PlantView.Wanted wanted : wishes()) {
                        for (Cause.Kind kind : List.of(Cause.Kind.PROGRESS, Cause.Kind.JOURNAL_DAMAGED)) {
                            racks.add(rack(onTheLine ? "TRAY-A" : "", released, doing ? "insert" : "", wanted, kind));
                        }
                    }
                }
            }
        }
        return racks.stream();
    }

    private static List<PlantView.Wanted> wishes() {
        List<PlantView.Wanted> wishes = new ArrayList<>();
        for (boolean mayStart : EITHER) {
            for (boolean held : EITHER) {
                Stream.concat(
                                Stream.of(Optional.<Abandonment>empty()),
                                Stream.of(Abandonment.values()).map(Optional::of))
                        .map(how -> new PlantView.Wanted(mayStart, 1, held ? List.of("look") : List.of(), how))
                        .forEach(wishes::add);
            }
        }
        return wishes;
    }

    private static PlantView.RackView rack(
            String place, boolean released, String doing, PlantView.Wanted wanted, Cause.Kind kind) {
        Cause cause = Cause.root(kind, "R-1", "why", "");
        return new PlantView.RackView("R-1", "nvl72", place, 0, 0, 0, 0, 0, 1, doing, released, wanted, "why", cause);
    }

    private static Stream<PlantView.CellView> cells() {
        return Stream.of("EXECUTE", "HELD", "UNKNOWN", "IDLE")
                .flatMap(state -> Stream.of("UP", "DOWN")
                        .flatMap(link -> Stream.of(Optional.of("R-1"), Optional.<String>empty())
                                .flatMap(rack -> EITHER.stream().map(held -> cell(state, link, rack, held)))));
    }

    private static PlantView.CellView cell(String state, String link, Optional<String> rack, boolean held) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                state,
                "PRODUCE",
                link,
                rack,
                "",
                0,
                "",
                100,
                held ? List.of("look") : List.of(),
                "why",
                Cause.root(Cause.Kind.PROGRESS, "TRAY-A", "why", ""),
                PlantView.Equipment.UNKNOWN);
    }
}
