package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads one operation of a rack type. */
final class TemplateReader {

    private static final Set<String> STEP_KEYS = Set.of("id", "kind", "limits");

    private final Yaml yaml;
    private final Map<String, StepKind> kinds;
    private final Capabilities known;

    TemplateReader(Yaml yaml, Map<String, StepKind> kinds) {
        this.yaml = yaml;
        this.kinds = kinds;
        this.known = new Capabilities(kinds);
    }

    Template read(JsonNode node, String where) {
        List<Step> steps = steps(node.path("steps"), where + "/steps");
        List<Step> undo = steps(node.path("undo"), where + "/undo");
        Set<String> capabilities = new HashSet<>();
        steps.forEach(step -> kind(step).ifPresent(kind -> capabilities.addAll(kind.capabilities(step))));
        extra(node.path("cell"), where + "/cell", capabilities);
        String placedBy = node.path("placed_by").asString("");
        if (!placedBy.isEmpty() && steps.stream().noneMatch(step -> step.id().equals(placedBy))) {
            yaml.fault(node.get("placed_by"), where + "/placed_by", "the id of one of its steps");
        }
        return new Template(
                node.get("id").asString(),
                node.get("number").asInt(),
                node.get("title").asString(),
                node.path("for_each").asString(""),
                node.path("in_order").asBoolean(false),
                capabilities,
                texts(node.path("needs")),
                texts(node.path("after")),
                steps,
                undo,
                node.path("waivable").asBoolean(false),
                placedBy,
                policy(node.path("on_failure")),
                planned(node, where),
                failures(steps),
                reports(steps),
                node,
                where);
    }

    private Optional<Duration> planned(JsonNode node, String where) {
        if (!node.has("planned")) {
            return Optional.empty();
        }
        Optional<Duration> duration =
                Quantities.parse(node.get("planned").asString()).flatMap(Quantities::duration);
        if (duration.isEmpty()) {
            yaml.fault(node.get("planned"), where + "/planned", "a duration above 0 in s, min or h, at most 720 h");
        }
        return duration;
    }

    private void extra(JsonNode nodes, String where, Set<String> capabilities) {
        for (int i = 0; i < nodes.size(); i++) {
            String name = nodes.get(i).asString();
            if (!known.has(name)) {
                yaml.fault(nodes.get(i), where + "/" + i, known.insteadOf(name));
            }
            capabilities.add(name);
        }
    }

    private List<Step> steps(JsonNode nodes, String where) {
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int index = 0;
        for (JsonNode node : nodes) {
            String at = where + "/" + index++;
            Step step = step(node, at);
            if (!ids.add(step.id())) {
                yaml.fault(node.get("id"), at + "/id", "an id that no other step of the operation has");
            }
            steps.add(step);
        }
        return steps;
    }

    private Step step(JsonNode node, String where) {
        Map<String, Quantity> numbers = new LinkedHashMap<>();
        Map<String, String> texts = new HashMap<>();
        node.properties().forEach(entry -> {
            if (!STEP_KEYS.contains(entry.getKey())) {
                String text = entry.getValue().asString();
                Quantities.parse(text)
                        .ifPresentOrElse(
                                quantity -> numbers.put(entry.getKey(), quantity),
                                () -> texts.put(entry.getKey(), text));
            }
        });
        Step bare = new Step(node.get("id").asString(), node.get("kind").asString(), numbers, texts, List.of());
        Optional<StepKind> kind = kind(bare);
        if (kind.isEmpty()) {
            yaml.fault(
                    node.get("kind"),
                    where + "/kind",
                    "a step kind: one of " + kinds.keySet() + Nearest.hint(bare.kind(), kinds.keySet()));
            return bare;
        }
        kind.orElseThrow().faults(bare).forEach(fault -> yaml.keyed(node, where, fault));
        List<Limit> limits = limits(node.path("limits"), kind.orElseThrow().measures(bare), where + "/limits");
        return new Step(bare.id(), bare.kind(), numbers, texts, limits);
    }

    private List<Limit> limits(JsonNode nodes, Map<String, String> measures, String where) {
        List<Limit> limits = new ArrayList<>();
        int index = 0;
        for (JsonNode node : nodes) {
            String at = where + "/" + index++;
            String name = node.get("measurement").asString();
            Optional<String> unit =
                    Optional.ofNullable(measures.get(name)).or(() -> Optional.ofNullable(measures.get(name + "[]")));
            if (unit.isEmpty()) {
                yaml.fault(
                        node.get("measurement"),
                        at + "/measurement",
                        "a measurement of this step: one of " + measures.keySet());
                continue;
            }
            Optional<Double> low = bound(node, "low", unit.orElseThrow(), at);
            Optional<Double> high = bound(node, "high", unit.orElseThrow(), at);
            if (low.isPresent() && high.isPresent() && low.orElseThrow() > high.orElseThrow()) {
                yaml.fault(node.get("low"), at + "/low", "not more than high, which is " + high.orElseThrow());
            }
            limits.add(new Limit(
                    name,
                    low,
                    high,
                    unit.orElseThrow(),
                    node.path("assumed").asBoolean(false),
                    node.path("reason").asString(name + "-out-of-limits")));
        }
        return limits;
    }

    private Optional<Double> bound(JsonNode limit, String key, String unit, String where) {
        if (!limit.has(key)) {
            return Optional.empty();
        }
        JsonNode node = limit.get(key);
        Optional<Quantity> quantity = Quantities.parse(node.asString());
        if (quantity.filter(value -> value.unit().equals(unit)).isEmpty()) {
            yaml.fault(node, where + "/" + key, "a number in " + unit);
            return Optional.empty();
        }
        return quantity.map(Quantity::value);
    }

    private static FailurePolicy policy(JsonNode nodes) {
        List<FailurePolicy.Rule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            Set<String> reasons = Set.copyOf(texts(node.path("on")));
            if (node.has("retry")) {
                rules.add(
                        new FailurePolicy.Rule.Retry(reasons, node.get("retry").asInt()));
            } else {
                rules.add(new FailurePolicy.Rule.Rework(
                        reasons,
                        node.get("budget").asInt(),
                        node.get("rework").asString(),
                        node.path("slot_from").asString("")));
            }
        }
        return new FailurePolicy(rules);
    }

    private Set<String> failures(List<Step> steps) {
        Set<String> reasons = new TreeSet<>();
        for (Step step : steps) {
            step.limits().forEach(limit -> reasons.add(limit.reason()));
            kind(step).ifPresent(kind -> reasons.addAll(kind.failures(step)));
        }
        return reasons;
    }

    private Set<String> reports(List<Step> steps) {
        Set<String> reports = new TreeSet<>();
        steps.forEach(step -> kind(step).ifPresent(kind -> reports.addAll(kind.reports(step))));
        return reports;
    }

    private Optional<StepKind> kind(Step step) {
        return Optional.ofNullable(kinds.get(step.kind()));
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asString()));
        return texts;
    }
}
