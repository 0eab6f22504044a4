package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The nested machines of a unit, read from nothing but the published table: what a served unit is measured by. */
final class PublishedUnit {

    private static final String STATE_TYPE = ">0:40 0:2307";
    private static final String TRANSITION_TYPE = ">0:40 0:2310";
    private static final String HAS_TYPE = ">0:40 ";
    private static final String HAS_COMPONENT = ">0:47 ";
    private static final String COMPONENT_OF = "<0:47 ";
    private static final String FROM = ">0:51 ";
    private static final String TO = ">0:52 ";
    private static final String CAUSE = ">0:53 ";
    private static final String SUB_MACHINE = ">0:117 ";

    static final String OUTERMOST = "PackMLBaseStateMachineType";

    private final List<JsonNode> nodes = TypeTable.read("packml.jsonl").nodes();
    private final Map<String, JsonNode> byId = nodes.stream()
            .collect(Collectors.toMap(node -> node.path("i").asString(), node -> node, (one, same) -> one));

    /**
     * One of them.
     *
     * @param machine name of its type
     * @param cause name of a method; empty when the unit comes there by itself
     */
    record Transition(String machine, String from, String to, Optional<String> cause) {}

    /**
     * A method of a machine.
     *
     * @param machine name of its type
     */
    record Act(String machine, String method) {}

    List<Transition> transitions() {
        return ofKind(TRANSITION_TYPE)
                .map(node -> new Transition(
                        owner(node),
                        named(node, FROM).orElseThrow(),
                        named(node, TO).orElseThrow(),
                        named(node, CAUSE)))
                .toList();
    }

    /** Those of the machines; the unit itself has others. */
    List<Act> acts() {
        List<String> machines = ofKind(STATE_TYPE).map(this::owner).distinct().toList();
        return nodes.stream()
                .filter(node -> node.path("c").asString().equals("M"))
                .map(node -> new Act(owner(node), name(node)))
                .filter(act -> machines.contains(act.machine()))
                .toList();
    }

    /** Of each state without a machine in it: where all machines are then, by the names of their types. */
    List<Map<String, String>> places() {
        return places(OUTERMOST, Map.of());
    }

    private List<Map<String, String>> places(String machine, Map<String, String> above) {
        return ofKind(STATE_TYPE)
                .filter(node -> owner(node).equals(machine))
                .flatMap(node -> {
                    Map<String, String> here = new LinkedHashMap<>(above);
                    here.put(machine, name(node));
                    return references(node, SUB_MACHINE).stream()
                            .flatMap(inner -> references(requireNonNull(byId.get(inner)), HAS_TYPE).stream())
                            .findFirst()
                            .map(type -> places(name(requireNonNull(byId.get(type))), here))
                            .orElse(List.of(here))
                            .stream();
                })
                .toList();
    }

    private Stream<JsonNode> ofKind(String type) {
        return nodes.stream()
                .filter(node -> node.path("r")
                        .valueStream()
                        .anyMatch(text -> text.asString().equals(type)));
    }

    private String owner(JsonNode member) {
        String id = member.path("i").asString();
        return references(member, COMPONENT_OF).stream()
                .map(above -> requireNonNull(byId.get(above)))
                .findFirst()
                .or(() -> nodes.stream()
                        .filter(node -> references(node, HAS_COMPONENT).contains(id))
                        .findFirst())
                .map(PublishedUnit::name)
                .orElseThrow();
    }

    private Optional<String> named(JsonNode node, String reference) {
        return references(node, reference).stream().findFirst().map(id -> name(requireNonNull(byId.get(id))));
    }

    private static String name(JsonNode node) {
        return node.path("n").asString().replaceFirst("^\\d+:", "");
    }

    private static List<String> references(JsonNode node, String kind) {
        return node.path("r")
                .valueStream()
                .map(JsonNode::asString)
                .filter(text -> text.startsWith(kind))
                .map(text -> text.substring(kind.length()))
                .toList();
    }
}
