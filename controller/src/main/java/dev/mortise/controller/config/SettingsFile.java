package dev.mortise.controller.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads mortise.yaml. Relative paths count from the file. */
public final class SettingsFile {

    private static final Pattern SECRET = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    /** Of the systems that there are the shortest, without the final zero. */
    private static final int SOCKET_MAX_BYTES = 103;

    private static final String SOCKET = "engine.sock";

    private SettingsFile() {}

    public static Loaded<Settings> load(Path file) {
        Yaml yaml = Yaml.read(file, "mortise.schema.json");
        if (yaml.ok()) {
            HttpSettings.check(yaml, yaml.root());
            checkStore(yaml, yaml.root().path("store"));
            checkRealtime(yaml, yaml.root().path("realtime"));
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

    /** A thread that no ordinary one can interrupt and that never sleeps takes a core for itself: it has to say which. */
    private static void checkRealtime(Yaml yaml, JsonNode realtime) {
        Path directory = yaml.file().resolveSibling(realtime.path("directory").asString("engine"));
        if (!realtime.path("process").asString("inside").equals("inside")
                && socketBytes(directory) > SOCKET_MAX_BYTES) {
            yaml.fault(
                    realtime,
                    "/realtime/directory",
                    "a directory whose path is shorter by " + (socketBytes(directory) - SOCKET_MAX_BYTES)
                            + " bytes: the address of a Unix domain socket in it has at most " + SOCKET_MAX_BYTES);
        }
        boolean sleeps = realtime.path("idle").asString("park").equals("park");
        if (realtime.has("priority") && !sleeps && !realtime.has("cpu")) {
            yaml.fault(
                    realtime.path("priority"),
                    "/realtime/priority",
                    "idle: park, or a cpu beside it: with a priority a thread that never sleeps lets nobody else onto its core");
        }
    }

    private static int socketBytes(Path directory) {
        return directory
                .toAbsolutePath()
                .normalize()
                .resolve(SOCKET)
                .toString()
                .getBytes(StandardCharsets.UTF_8)
                .length;
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

    private static Settings.Realtime realtime(Path file, JsonNode realtime) {
        Settings.Realtime preset = Settings.Realtime.DEFAULT;
        return new Settings.Realtime(
                realtime.path("horizon_cycles").asInt(preset.horizonCycles()),
                Settings.Idle.valueOf(
                        realtime.path("idle").asString(preset.idle().name()).toUpperCase(Locale.ROOT)),
                realtime.path("warm_up_cycles").asInt(preset.warmUpCycles()),
                number(realtime.path("priority")),
                number(realtime.path("cpu")),
                realtime.path("silence_ms").asInt(preset.silenceMillis()),
                new Settings.Engine(
                        Settings.Place.valueOf(
                                realtime.path("process").asString("inside").toUpperCase(Locale.ROOT)),
                        file.resolveSibling(realtime.path("directory")
                                .asString(preset.engine().directory().toString())),
                        file,
                        realtime.path("java_options").asString("")));
    }

    private static Settings.History history(Path file, JsonNode history) {
        return new Settings.History(
                file.resolveSibling(history.path("directory").asString("history")),
                history.path("days").asInt(Settings.History.DAYS),
                history.path("megabytes").asInt(Settings.History.MEGABYTES));
    }

    private static OptionalInt number(JsonNode node) {
        return node.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(node.asInt());
    }

    private static Settings settings(Path file, JsonNode root) {
        List<Path> types = new ArrayList<>();
        root.path("rack_types").forEach(type -> types.add(file.resolveSibling(type.asString())));
        JsonNode log = root.path("log");
        JsonNode akka = root.path("akka");
        Settings.Access access = new Settings.Access(
                file.resolveSibling(root.path("access").path("directory").asString("access")));
        return new Settings(
                file.resolveSibling(root.path("plant").asString()),
                types,
                HttpSettings.isSimulation(root),
                access,
                HttpSettings.of(file, root.path("http"), access),
                plantServer(file, root.path("plant_server")),
                file.resolveSibling(root.path("plc_trust").path("directory").asString("plc-trust")),
                store(file, root.path("store")),
                realtime(file, root.path("realtime")),
                file.resolveSibling(root.path("blackbox").path("directory").asString("blackbox")),
                history(file, root.path("history")),
                new Settings.Log(
                        log.path("format").asString("auto"), log.path("level").asString("INFO")),
                akka.isObject() ? "akka " + JsonMapper.shared().writeValueAsString(akka) : "");
    }
}
