package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.process.RackType.Component;
import dev.mortise.controller.domain.process.RackType.Slot;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.step.StepKinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a rack type: bill of materials, slots and process plan. */
public final class RackTypeFile {

    private static final Slot NO_SLOT = new Slot("", "", 0);

    private final Yaml yaml;
    private final Map<String, List<Slot>> slots = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();

    private RackTypeFile(Yaml yaml) {
        this.yaml = yaml;
    }

    /** Checks against a plant where there is one: that some cell can do each operation. */
    public static Loaded<RackType> load(Path file, Optional<PlantSpec> plant) {
        Yaml yaml = Yaml.read(file, "rack-type.schema.json");
        if (!yaml.ok()) {
            return Loaded.broken(yaml.faults());
        }
        return new RackTypeFile(yaml).type(plant);
    }

    private Loaded<RackType> type(Optional<PlantSpec> plant) {
        JsonNode root = yaml.root();
        List<Component> bom = bom(root.path("bom"));
        slots(root.path("slots"), bom);
        Map<String, StepKind> kinds = StepKinds.load();
        TemplateReader reader = new TemplateReader(yaml, kinds);
        List<Template> all = new ArrayList<>();
        int index = 0;
        for (JsonNode operation : root.get("operations")) {
            all.add(reader.read(operation, "/operations/" + index++));
        }
        new PlanChecks(yaml, all, slots.keySet()).run(plant, kinds);
        if (!yaml.ok()) {
            return Loaded.broken(yaml.faults());
        }
        all.forEach(template -> templates.put(template.id(), template));
        return Loaded.of(new RackType(
                root.get("rack_type").asString(),
                root.get("revision").asString(),
                bom,
                slots,
                new ProcessPlan(sorted())));
    }

    private static List<Component> bom(JsonNode nodes) {
        List<Component> bom = new ArrayList<>();
        nodes.forEach(node -> bom.add(new Component(
                node.get("part").asString(),
                node.get("title").asString(),
                node.get("quantity").asInt(),
                node.path("mass_kg").asDouble(0))));
        return bom;
    }

    private void slots(JsonNode groups, List<Component> bom) {
        Set<String> ids = new HashSet<>();
        groups.properties().forEach(group -> {
            JsonNode node = group.getValue();
            String part = node.get("part").asString();
            List<Slot> all = new ArrayList<>();
            int from = node.get("first_position").asInt();
            int count = node.get("count").asInt();
            fits(group.getKey(), node, bom);
            for (int i = 1; i <= count; i++) {
                String id = node.get("prefix").asString() + (i < 10 ? "0" : "") + i;
                if (!ids.add(id)) {
                    yaml.fault(
                            node.get("prefix"),
                            "/slots/" + group.getKey() + "/prefix",
                            "a prefix that makes slot ids unique");
                }
                all.add(new Slot(id, part, from + i - 1));
            }
            slots.put(group.getKey(), all);
        });
    }

    /** What goes into slots is on the bill of materials, in that number. */
    private void fits(String group, JsonNode node, List<Component> bom) {
        String part = node.get("part").asString();
        Optional<Component> component =
                bom.stream().filter(one -> one.part().equals(part)).findFirst();
        if (component.isEmpty()) {
            yaml.fault(
                    node.get("part"),
                    "/slots/" + group + "/part",
                    "a part of the bill of materials"
                            + Nearest.hint(
                                    part, bom.stream().map(Component::part).toList()));
        } else if (component.orElseThrow().quantity() != node.get("count").asInt()) {
            yaml.fault(
                    node.get("count"),
                    "/slots/" + group + "/count",
                    component.orElseThrow().quantity() + ", the quantity of " + part + " in the bill of materials");
        }
    }

    /** Unrolled over the slots, every operation behind all it needs or comes after. */
    private List<Operation> sorted() {
        Map<OperationId, Operation> waiting = new LinkedHashMap<>();
        templates
                .values()
                .forEach(template -> unroll(template).forEach(operation -> waiting.put(operation.id(), operation)));
        List<Operation> sorted = new ArrayList<>();
        Set<OperationId> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            Operation next = waiting.values().stream()
                    .filter(operation -> done.containsAll(operation.needs()) && done.containsAll(operation.after()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("cycle among " + waiting.keySet()));
            waiting.remove(next.id());
            done.add(next.id());
            sorted.add(next);
        }
        return sorted;
    }

    private List<Operation> unroll(Template template) {
        List<Operation> operations = new ArrayList<>();
        String before = "";
        for (Slot slot : over(template)) {
            Set<OperationId> after = references(template.after(), slot);
            if (template.inOrder() && !before.isEmpty()) {
                after.add(OperationId.of(template.id(), before));
            }
            before = slot.id();
            operations.add(new Operation(
                    OperationId.of(template.id(), slot.id()),
                    template.id(),
                    template.number(),
                    template.title(),
                    slot.id(),
                    slot.position(),
                    slot.part(),
                    template.capabilities(),
                    references(template.needs(), slot),
                    after,
                    template.steps(),
                    template.undo(),
                    template.waivable(),
                    template.placedBy(),
                    template.onFailure(),
                    template.planned()));
        }
        return operations;
    }

    private List<Slot> over(Template template) {
        return template.group().isEmpty() ? List.of(NO_SLOT) : slots.getOrDefault(template.group(), List.of());
    }

    private Set<OperationId> references(List<String> references, Slot slot) {
        Set<OperationId> ids = new LinkedHashSet<>();
        for (String reference : references) {
            Template other = templates.get(Template.name(reference));
            if (other == null) {
                continue;
            }
            if (Template.sameSlot(reference)) {
                ids.add(OperationId.of(other.id(), slot.id()));
            } else {
                over(other).forEach(each -> ids.add(OperationId.of(other.id(), each.id())));
            }
        }
        return ids;
    }
}
