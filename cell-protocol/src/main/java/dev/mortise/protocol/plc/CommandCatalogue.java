package dev.mortise.protocol.plc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The commands that cell PLCs may offer, by capability, as {@code commands.yaml} states them. */
public record CommandCatalogue(int version, List<Capability> capabilities) {

    private static final String RESOURCE = "commands.yaml";

    /** Something a cell can do: a set of commands its PLC takes. */
    public record Capability(String name, String meaning, List<Command> commands) {
        public Capability {
            commands = List.copyOf(commands);
        }
    }

    /**
     * One command.
     *
     * @param numbers numeric parameters with their units
     * @param texts text parameters
     * @param measures measurements of the result with their units; a name ending in {@code []} comes once per joint
     * @param reports text results
     * @param fails codes of part failures that the PLC reports by itself
     * @param dwell true when most of its time is waiting, which simulation shrinks
     */
    public record Command(
            String name,
            Map<String, String> numbers,
            List<String> texts,
            Map<String, String> measures,
            List<String> reports,
            List<String> fails,
            boolean dwell) {
        public Command {
            numbers = Map.copyOf(numbers);
            texts = List.copyOf(texts);
            measures = Map.copyOf(measures);
            reports = List.copyOf(reports);
            fails = List.copyOf(fails);
        }
    }

    public CommandCatalogue {
        capabilities = List.copyOf(capabilities);
    }

    /** The catalogue this build was made with. */
    public static CommandCatalogue load() {
        try (InputStream in = CommandCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the cell-protocol jar");
            }
            return read(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Command> command(String name) {
        return capabilities.stream()
                .flatMap(capability -> capability.commands().stream())
                .filter(command -> command.name().equals(name))
                .findFirst();
    }

    /** The capability a cell needs to take this command. */
    public Optional<String> capabilityOf(String commandName) {
        return capabilities.stream()
                .filter(capability -> capability.commands().stream()
                        .anyMatch(command -> command.name().equals(commandName)))
                .map(Capability::name)
                .findFirst();
    }

    private static CommandCatalogue read(JsonNode yaml) {
        List<Capability> capabilities = new ArrayList<>();
        for (JsonNode capability : yaml.get("capabilities")) {
            List<Command> commands = new ArrayList<>();
            for (JsonNode command : capability.get("commands")) {
                commands.add(command(command));
            }
            capabilities.add(new Capability(
                    capability.get("name").asString(), capability.get("meaning").asString(), commands));
        }
        return new CommandCatalogue(yaml.get("version").asInt(), capabilities);
    }

    private static Command command(JsonNode yaml) {
        return new Command(
                yaml.get("name").asString(),
                units(yaml.path("numbers")),
                texts(yaml.path("texts")),
                units(yaml.path("measures")),
                texts(yaml.path("reports")),
                texts(yaml.path("fails")),
                yaml.path("dwell").asBoolean(false));
    }

    private static Map<String, String> units(JsonNode yaml) {
        Map<String, String> units = new LinkedHashMap<>();
        yaml.properties()
                .forEach(entry -> units.put(entry.getKey(), entry.getValue().asString()));
        return units;
    }

    private static List<String> texts(JsonNode yaml) {
        List<String> texts = new ArrayList<>();
        yaml.forEach(entry -> texts.add(entry.asString()));
        return texts;
    }
}
