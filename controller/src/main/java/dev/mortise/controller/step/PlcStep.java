package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.protocol.plc.CommandCatalogue;
import dev.mortise.protocol.plc.CommandCatalogue.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code kind: plc}: the text {@code command} names a command of commands.yaml, all else are its parameters. */
public final class PlcStep implements StepKind {

    private static final String COMMAND = "command";

    private final CommandCatalogue catalogue = CommandCatalogue.load();

    /** Made by ServiceLoader. */
    public PlcStep() {}

    @Override
    public String name() {
        return "plc";
    }

    @Override
    public List<String> faults(Step step) {
        Optional<Command> command = command(step);
        if (command.isEmpty()) {
            return List.of("command: one of " + String.join(", ", names()));
        }
        List<String> faults = new ArrayList<>();
        Command known = command.orElseThrow();
        step.numbers().forEach((name, quantity) -> {
            String unit = known.numbers().get(name);
            if (unit == null) {
                faults.add(name + ": no such parameter of " + known.name() + "; it has " + known.numbers());
            } else if (!unit.equals(quantity.unit())) {
                faults.add(name + ": unit " + unit + ", not " + quantity.unit());
            }
        });
        known.numbers().keySet().stream()
                .filter(name -> !step.numbers().containsKey(name))
                .forEach(name -> faults.add(name + ": a value in "
                        + known.numbers().get(name) + ", because " + known.name() + " needs it"));
        known.texts().stream()
                .filter(name -> !step.texts().containsKey(name))
                .forEach(name -> faults.add(name + ": a text, because " + known.name() + " needs it"));
        step.texts().keySet().stream()
                .filter(name -> !name.equals(COMMAND) && !known.texts().contains(name))
                .forEach(name ->
                        faults.add(name + ": no such parameter of " + known.name() + "; it has " + known.texts()));
        return faults;
    }

    @Override
    public Set<String> capabilities(Step step) {
        return catalogue
                .capabilityOf(step.texts().getOrDefault(COMMAND, ""))
                .map(Set::of)
                .orElse(Set.of());
    }

    @Override
    public List<String> faultsIn(CellSpec cell, Step step) {
        return List.of();
    }

    @Override
    public Map<String, String> measures(Step step) {
        return command(step).map(Command::measures).orElse(Map.of());
    }

    @Override
    public Set<String> reports(Step step) {
        return command(step).map(known -> Set.copyOf(known.reports())).orElse(Set.of());
    }

    @Override
    public Set<String> failures(Step step) {
        return command(step).map(known -> Set.copyOf(known.fails())).orElse(Set.of());
    }

    @Override
    public DeviceRequest request(CellSpec cell, Operation operation, Step step) {
        Map<String, Double> numbers = new HashMap<>();
        step.numbers().forEach((name, quantity) -> numbers.put(name, value(quantity)));
        Map<String, String> texts = new HashMap<>(step.texts());
        String command = texts.remove(COMMAND);
        return new DeviceRequest.Plc(command == null ? "" : command, numbers, texts);
    }

    private static double value(Quantity quantity) {
        return quantity.value();
    }

    private Optional<Command> command(Step step) {
        return catalogue.command(step.texts().getOrDefault(COMMAND, ""));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        catalogue
                .capabilities()
                .forEach(capability -> capability.commands().forEach(command -> names.add(command.name())));
        return names;
    }
}
