package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What no schema can say about a process plan. */
final class PlanChecks {

    private final Yaml yaml;
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Set<String> groups;
    private final PolicyChecks policies;

    PlanChecks(Yaml yaml, List<Template> all, Set<String> groups) {
        this.yaml = yaml;
        this.groups = groups;
        this.policies = new PolicyChecks(yaml, templates);
        for (Template template : all) {
            if (templates.put(template.id(), template) != null) {
                yaml.fault(template.node().get("id"), template.where() + "/id", "an id that no other operation has");
            }
        }
    }

    void run(Optional<PlantSpec> plant, Map<String, StepKind> kinds) {
        templates.values().forEach(template -> {
            if (!template.group().isEmpty() && !groups.contains(template.group())) {
                yaml.fault(
                        template.node().get("for_each"),
                        template.where() + "/for_each",
                        "a slot group: one of " + groups);
            }
            references(template, "needs", template.needs());
            references(template, "after", template.after());
            policies.check(template);
            if (template.waivable() && measuresLeaks(template)) {
                yaml.fault(
                        template.node().get("waivable"),
                        template.where() + "/waivable",
                        "false: nobody waives a leak test");
            }
            plant.ifPresent(equipment -> cells(template, equipment, kinds));
        });
        if (yaml.ok()) {
            templates.values().forEach(this::cycle);
        }
    }

    private static boolean measuresLeaks(Template template) {
        return template.failures().contains("leak")
                || template.steps().stream()
                        .anyMatch(step -> step.kind().startsWith("leak")
                                || step.texts().getOrDefault("command", "").startsWith("leak")
                                || step.limits().stream()
                                        .anyMatch(limit -> limit.measurement().startsWith("leak")));
    }

    private void references(Template template, String key, List<String> references) {
        for (int i = 0; i < references.size(); i++) {
            String reference = references.get(i);
            JsonNode at = template.node().get(key).get(i);
            Template other = templates.get(Template.name(reference));
            String where = template.where() + "/" + key + "/" + i;
            if (other == null) {
                yaml.fault(
                        at,
                        where,
                        "an operation of this plan" + Nearest.hint(Template.name(reference), templates.keySet()));
            } else if (Template.sameSlot(reference) && !other.group().equals(template.group())) {
                yaml.fault(
                        at,
                        where,
                        "@slot only where both are for_each of the same group; " + other.id() + " is for_each '"
                                + other.group() + "'");
            }
        }
    }

    private void cells(Template template, PlantSpec plant, Map<String, StepKind> kinds) {
        if (template.capabilities().isEmpty()) {
            return;
        }
        List<CellSpec> able = plant.cells().stream()
                .filter(cell -> cell.canDo(template.capabilities()))
                .toList();
        if (able.isEmpty()) {
            yaml.fault(
                    template.node(),
                    template.where(),
                    "a plant with a cell that offers all of " + new TreeSet<>(template.capabilities()));
        }
        for (CellSpec cell : able) {
            inCell(template, "steps", template.steps(), cell, kinds);
            inCell(template, "undo", template.undo(), cell, kinds);
        }
    }

    private void inCell(Template template, String list, List<Step> steps, CellSpec cell, Map<String, StepKind> kinds) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            JsonNode node = template.node().get(list).get(i);
            String where = template.where() + "/" + list + "/" + i;
            Optional.ofNullable(kinds.get(step.kind()))
                    .ifPresent(kind -> kind.faultsIn(cell, step).forEach(fault -> yaml.keyed(node, where, fault)));
        }
    }

    private void cycle(Template start) {
        Deque<List<String>> paths = new ArrayDeque<>();
        paths.push(List.of(start.id()));
        Set<String> seen = new HashSet<>();
        while (!paths.isEmpty()) {
            List<String> path = paths.pop();
            for (String next : before(path.get(path.size() - 1))) {
                if (next.equals(start.id())) {
                    yaml.fault(
                            start.node(),
                            start.where(),
                            "no cycle; " + String.join(" → ", path) + " → " + next + " is one");
                    return;
                }
                if (seen.add(next)) {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(next);
                    paths.push(longer);
                }
            }
        }
    }

    private List<String> before(String id) {
        Template template = templates.get(id);
        if (template == null) {
            return List.of();
        }
        List<String> before = new ArrayList<>();
        template.needs().forEach(need -> before.add(Template.name(need)));
        template.after().forEach(after -> before.add(Template.name(after)));
        return before;
    }
}
