package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads mortise.yaml. Relative paths count from the file. */
public final class SettingsFile {

    private SettingsFile() {}

    public static Loaded<Settings> load(Path file) {
        Yaml yaml = Yaml.read(file, "mortise.schema.json");
        return yaml.ok() ? Loaded.of(settings(file, yaml.root())) : Loaded.broken(yaml.faults());
    }

    private static Settings settings(Path file, JsonNode root) {
        List<Path> types = new ArrayList<>();
        root.path("rack_types").forEach(type -> types.add(file.resolveSibling(type.asString())));
        JsonNode http = root.path("http");
        JsonNode log = root.path("log");
        JsonNode akka = root.path("akka");
        return new Settings(
                file.resolveSibling(root.path("plant").asString()),
                types,
                root.path("mode").asString("simulation").equals("simulation"),
                new Settings.Http(
                        http.path("bind").asString("127.0.0.1"),
                        http.path("port").asInt(48480)),
                file.resolveSibling(root.path("store").path("directory").asString("store")),
                new Settings.Realtime(
                        root.path("realtime").path("horizon_cycles").asInt(24)),
                new Settings.Log(
                        log.path("format").asString("auto"), log.path("level").asString("INFO")),
                akka.isObject() ? "akka " + JsonMapper.shared().writeValueAsString(akka) : "");
    }
}
