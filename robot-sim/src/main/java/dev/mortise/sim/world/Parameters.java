package dev.mortise.sim.world;

import dev.mortise.protocol.plc.CommandCatalogue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether a command brings what commands.yaml says it needs. */
final class Parameters {

    /** Screws, joints or cables of one command: as many values fit into one answer of the PLC. */
    static final int COUNT_MAX = 1_000;

    /** Longer or larger than anything in a plant, in the units of commands.yaml; a simulated test must end. */
    static final double NUMBER_MAX = 100_000;

    private static final String COUNT = "count";
    private static final CommandCatalogue CATALOGUE = CommandCatalogue.load();

    private Parameters() {}

    /** What is wrong, in one sentence; empty when nothing is, or when the command is not in the catalogue at all. */
    static Optional<String> wrong(PlcCommand command) {
        return CATALOGUE
                .command(command.name())
                .flatMap(known -> number(known, command).or(() -> text(known, command)));
    }

    private static Optional<String> number(CommandCatalogue.Command known, PlcCommand command) {
        for (String name : new TreeSet<>(known.numbers().keySet())) {
            Optional<Double> value = Optional.ofNullable(command.numbers().get(name));
            if (value.isEmpty()) {
                return missing(name, known.numbers(), command);
            }
            double number = value.orElseThrow();
            boolean count = name.equals(COUNT);
            double most = count ? COUNT_MAX : NUMBER_MAX;
            if (!(number >= (count ? 1 : 0) && number <= most) || (count && number != Math.rint(number))) {
                return Optional.of(name + " is " + number + "; expected a "
                        + (count ? "whole number from 1" : "number from 0") + " to " + (long) most);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missing(String name, Map<String, String> units, PlcCommand command) {
        return Optional.of(name + " in " + units.get(name) + " is missing; " + command.name() + " needs it");
    }

    private static Optional<String> text(CommandCatalogue.Command known, PlcCommand command) {
        return known.texts().stream()
                .filter(name -> !command.texts().containsKey(name))
                .findFirst()
                .map(name -> "text " + name + " is missing; " + command.name() + " needs it");
    }
}
