package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The receiver's states and methods beside the published model. */
class JobTransitionsTest {

    private static final String RECEIVER = "1:1002";
    private static final String CAUSE = ">0:53 ";

    private final Map<String, JsonNode> nodes = new HashMap<>();

    JobTransitionsTest() {
        TypeTable.read("isa95-job-control.jsonl")
                .nodes()
                .forEach(node -> nodes.put(node.path("i").asString(), node));
    }

    private record Transition(String from, String to, Optional<String> cause) {}

    private List<Transition> published() {
        List<Transition> all = new ArrayList<>();
        for (JsonNode node : nodes.values()) {
            String name = node.path("n").asString().substring(2);
            boolean ours = references(node).anyMatch(("<0:47 " + RECEIVER)::equals)
                    || references(requireNonNull(nodes.get(RECEIVER)))
                            .anyMatch((">0:47 " + node.path("i").asString())::equals);
            if (ours && name.startsWith("From")) {
                all.add(new Transition(
                        end(node, ">0:51 "),
                        end(node, ">0:52 "),
                        ends(node, CAUSE).findFirst()));
            }
        }
        return all;
    }

    private String end(JsonNode node, String reference) {
        return ends(node, reference).findFirst().orElseThrow();
    }

    private Stream<String> ends(JsonNode node, String reference) {
        return references(node)
                .filter(text -> text.startsWith(reference))
                .map(text -> requireNonNull(nodes.get(text.substring(reference.length()))))
                .map(end -> end.path("n").asString().substring(2));
    }

    private static Stream<String> references(JsonNode node) {
        List<String> all = new ArrayList<>();
        node.path("r").forEach(text -> all.add(text.asString()));
        return all.stream();
    }

    @Test
    void theStatesLeadWhereThePublishedTransitionsLeadAndNowhereElse() {
        List<String> ours = Arrays.stream(JobState.values())
                .flatMap(from -> from.next().stream().map(to -> from.text() + " " + to.text()))
                .toList();

        assertThat(published()).hasSize(13);
        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(published().stream()
                        .map(transition -> transition.from + " " + transition.to)
                        .toList());
    }

    @Test
    void everyMethodThatCausesATransitionMayBeCalledFromItsStatesAndFromNoOther() {
        for (JobAct act : JobAct.values()) {
            List<String> causes = published().stream()
                    .filter(transition -> transition.cause.equals(Optional.of(JobWords.method(act))))
                    .map(Transition::from)
                    .distinct()
                    .toList();
            List<String> allowed = Arrays.stream(JobState.values())
                    .filter(state -> !act.refusal(Optional.of(state)).equals(Optional.of(JobAnswer.WRONG_STATE)))
                    .map(JobState::text)
                    .toList();
            if (!causes.isEmpty()) {
                assertThat(allowed).as(JobWords.method(act)).containsExactlyInAnyOrderElementsOf(causes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWayBetweenTwoLooksIsMadeOfPublishedTransitions(JobState from) {
        for (JobState to : JobState.values()) {
            JobState at = from;
            for (JobState step : from.way(to)) {
                assertThat(at.next()).contains(step);
                at = step;
            }
            assertThat(at).isIn(from, to);
        }
        assertThat(JobState.ALLOWED_TO_START.way(JobState.ENDED)).containsExactly(JobState.RUNNING, JobState.ENDED);
    }
}
