package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.RackType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a controller is started with. {@code validate} uses the very loader that start-up uses. */
public record Configuration(Settings settings, PlantSpec plant, Map<String, RackType> types) {

    public Configuration {
        types = Map.copyOf(types);
    }

    /** mortise.yaml and all it names; every fault of every file. */
    public static Loaded<Configuration> load(Path mortiseYaml) {
        Loaded<Settings> settings = SettingsFile.load(mortiseYaml);
        if (settings.value().isEmpty()) {
            return Loaded.broken(settings.faults());
        }
        Settings set = settings.value().orElseThrow();
        Loaded<PlantSpec> plant = PlantFile.load(set.plant(), !set.simulation());
        List<Fault> faults = new ArrayList<>(plant.faults());
        Map<String, RackType> types = new LinkedHashMap<>();
        for (Path file : set.rackTypes()) {
            Loaded<RackType> type = RackTypeFile.load(file, plant.value());
            faults.addAll(type.faults());
            type.value().ifPresent(value -> types.put(value.id(), value));
        }
        return faults.isEmpty() && plant.value().isPresent()
                ? Loaded.of(new Configuration(set, plant.value().orElseThrow(), types))
                : Loaded.broken(faults);
    }

    /** Checks files of any kind together: rack types against the plant among them. */
    public static List<Fault> validate(List<Path> files) {
        List<Fault> faults = new ArrayList<>();
        Optional<PlantSpec> plant = Optional.empty();
        List<Path> rackTypes = new ArrayList<>();
        for (Path file : files) {
            switch (FileKind.of(file)) {
                case PLANT -> {
                    Loaded<PlantSpec> loaded = PlantFile.load(file);
                    faults.addAll(loaded.faults());
                    plant = loaded.value();
                }
                case RACK_TYPE -> rackTypes.add(file);
                case SETTINGS -> faults.addAll(load(file).faults());
                case UNKNOWN ->
                    faults.add(new Fault(
                            file,
                            1,
                            1,
                            "",
                            "a file of no known kind",
                            "a top-level key plant: with line:, rack_type:, or rack_types:"));
            }
        }
        for (Path file : rackTypes) {
            faults.addAll(RackTypeFile.load(file, plant).faults());
        }
        return faults;
    }
}
