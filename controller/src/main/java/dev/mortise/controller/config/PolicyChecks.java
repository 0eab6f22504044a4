package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.FailurePolicy.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether every edge that a failure can take leads somewhere, and can be taken at all. */
final class PolicyChecks {

    private final Yaml yaml;
    private final Map<String, Template> templates;

    PolicyChecks(Yaml yaml, Map<String, Template> templates) {
        this.yaml = yaml;
        this.templates = templates;
    }

    void check(Template template) {
        List<Rule> rules = template.onFailure().rules();
        for (int i = 0; i < rules.size(); i++) {
            JsonNode node = template.node().get("on_failure").get(i);
            String where = template.where() + "/on_failure/" + i;
            reasons(template, node.path("on"), where + "/on");
            if (rules.get(i) instanceof Rule.Rework rework) {
                target(template, rework, node.get("rework"), where + "/rework");
                if (!rework.slotFrom().isEmpty() && !template.reports().contains(rework.slotFrom())) {
                    yaml.fault(
                            node.get("slot_from"),
                            where + "/slot_from",
                            "a text result of " + template.id() + ": one of " + template.reports());
                }
            }
        }
    }

    /** A reason that cannot come is a slip of the pen, and leaves the one that was meant without its edge. */
    private void reasons(Template template, JsonNode reasons, String where) {
        for (int i = 0; i < reasons.size(); i++) {
            String reason = reasons.get(i).asString();
            if (!template.failures().contains(reason)) {
                yaml.fault(
                        reasons.get(i),
                        where + "/" + i,
                        "a reason for which " + template.id() + " can fail" + Nearest.hint(reason, template.failures())
                                + ": one of " + template.failures());
            }
        }
    }

    private void target(Template template, Rule.Rework rework, JsonNode at, String where) {
        if (!templates.containsKey(rework.template())) {
            yaml.fault(at, where, "an operation of this plan" + Nearest.hint(rework.template(), templates.keySet()));
        } else if (!ancestors(template).contains(rework.template())) {
            yaml.fault(
                    at,
                    where,
                    "an operation that " + template.id()
                            + " rests on by needs; redoing this one would never make it due again");
        }
    }

    private Set<String> ancestors(Template template) {
        Set<String> ancestors = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        template.needs().forEach(need -> open.push(Template.name(need)));
        while (!open.isEmpty()) {
            String id = open.pop();
            if (ancestors.add(id)) {
                Optional.ofNullable(templates.get(id))
                        .ifPresent(next -> next.needs().forEach(need -> open.push(Template.name(need))));
            }
        }
        return ancestors;
    }
}
