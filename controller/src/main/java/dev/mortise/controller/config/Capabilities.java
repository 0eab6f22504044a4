package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.protocol.plc.CommandCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What cells can offer: the capabilities of commands.yaml, and those that step kinds bring along. */
final class Capabilities {

    private final Set<String> known = new TreeSet<>();

    Capabilities(Map<String, StepKind> kinds) {
        CommandCatalogue.load().capabilities().forEach(capability -> known.add(capability.name()));
        kinds.values().forEach(kind -> known.addAll(kind.ownCapabilities()));
    }

    boolean has(String name) {
        return known.contains(name);
    }

    /** What would be right instead of an unknown one. */
    String insteadOf(String name) {
        return "a capability of commands.yaml" + Nearest.hint(name, known) + "; known are " + String.join(", ", known);
    }
}
