package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads mortise.yaml. Relative paths count from the file. */
public final class SettingsFile {

    private static final Pattern SECRET = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    private SettingsFile() {}

    public static Loaded<Settings> load(Path file) {
        Yaml yaml = Yaml.read(file, "mortise.schema.json");
        if (yaml.ok()) {
            checkStore(yaml, yaml.root().path("store"));
        }
        return yaml.ok() ? Loaded.of(settings(file, yaml.root())) : Loaded.broken(yaml.faults());
    }

    private static void checkStore(Yaml yaml, JsonNode store) {
        JsonNode url = store.path("postgresql").path("url");
        if (store.has("postgresql") && store.has("directory")) {
            yaml.fault(store.path("directory"), "/store/directory", "a directory or postgresql, not both");
        }
        if (!url.isMissingNode() && !url.asString().startsWith("jdbc:postgresql:")) {
            yaml.fault(url, "/store/postgresql/url", "jdbc:postgresql://HOST:PORT/DATABASE");
        }
        if (SECRET.matcher(url.asString("")).find()) {
            yaml.fault(yaml.root(), "/store/postgresql/url", "no password in the url; its place is password_file");
        }
    }

    private static Settings.Store store(Path file, JsonNode store) {
        JsonNode database = store.path("postgresql");
        if (database.isMissingNode()) {
            return new Settings.Store.Embedded(
                    file.resolveSibling(store.path("directory").asString("store")));
        }
        String passwordFile = database.path("password_file").asString("");
        return new Settings.Store.PostgreSql(
                database.path("url").asString(),
                database.path("user").asString(),
                passwordFile.isEmpty() ? Optional.empty() : Optional.of(file.resolveSibling(passwordFile)));
    }

    private static Optional<Settings.PlantServer> plantServer(Path file, JsonNode server) {
        return server.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Settings.PlantServer(
                        server.path("bind").asString("127.0.0.1"),
                        server.path("port").asInt(48440),
                        file.resolveSibling(server.path("directory").asString("plant-server"))));
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
                plantServer(file, root.path("plant_server")),
                store(file, root.path("store")),
                new Settings.Realtime(
                        root.path("realtime").path("horizon_cycles").asInt(24)),
                new Settings.Log(
                        log.path("format").asString("auto"), log.path("level").asString("INFO")),
                akka.isObject() ? "akka " + JsonMapper.shared().writeValueAsString(akka) : "");
    }
}
