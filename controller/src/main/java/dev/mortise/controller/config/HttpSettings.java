package dev.mortise.controller.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The part of mortise.yaml about the HTTP door. */
final class HttpSettings {

    private static final String BIND = "127.0.0.1";
    private static final int PORT = 48480;
    private static final String OPEN = "open";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private HttpSettings() {}

    static boolean isSimulation(JsonNode root) {
        return root.path("mode").asString("simulation").equals("simulation");
    }

    static void check(Yaml yaml, JsonNode root) {
        JsonNode http = root.path("http");
        checkOpen(yaml, root);
        boolean reached = !LOOPBACK.matcher(http.path("bind").asString(BIND)).matches();
        boolean plain = http.path("plain").asString("").equals("accepted") || isOpen(http); // open is told above
        if (reached && !tls(http) && !plain) {
            yaml.fault(
                    http.path("bind"),
                    "/http/bind",
                    "127.0.0.1; or tls: true beside it; or plain: accepted, where a proxy with TLS stands before it: whoever "
                            + "listens between the machines reads passwords");
        }
        if (http.has("key") != http.has("certificate") || (http.has("key") && !tls(http))) {
            yaml.fault(
                    http.has("key") ? http.path("key") : http.path("certificate"),
                    http.has("key") ? "/http/key" : "/http/certificate",
                    "key and certificate together, and tls: true; or neither: then both are made");
        }
    }

    private static boolean isOpen(JsonNode http) {
        return http.path("access").asString("").equals(OPEN);
    }

    private static boolean tls(JsonNode http) {
        return http.path("tls").asBoolean(false);
    }

    /** A door at which nobody is asked who they are is for trials on one machine, where nothing real moves. */
    private static void checkOpen(Yaml yaml, JsonNode root) {
        JsonNode http = root.path("http");
        JsonNode access = http.path("access");
        if (!isOpen(http)) {
            return;
        }
        if (!isSimulation(root)) {
            yaml.fault(access, "/http/access", "login: open lets everybody act, and is for mode: simulation alone");
        }
        if (!LOOPBACK.matcher(http.path("bind").asString(BIND)).matches()) {
            yaml.fault(
                    access,
                    "/http/access",
                    "login, or bind: 127.0.0.1: open lets everybody act, and is for this machine alone");
        }
    }

    static Settings.Http of(Path file, JsonNode http, Settings.Access access) {
        return new Settings.Http(
                http.path("bind").asString(BIND),
                http.path("port").asInt(PORT),
                tls(http) ? Optional.of(tls(file, http, access)) : Optional.empty(),
                isOpen(http) ? Settings.Entry.OPEN : Settings.Entry.LOGIN,
                http.path("metrics").asString("").equals(OPEN));
    }

    private static Settings.Tls tls(Path file, JsonNode http, Settings.Access access) {
        return http.has("key")
                ? new Settings.Tls(
                        file.resolveSibling(http.path("key").asString()),
                        file.resolveSibling(http.path("certificate").asString()),
                        false)
                : new Settings.Tls(
                        access.directory().resolve("http-key.pem"),
                        access.directory().resolve("http-certificate.pem"),
                        true);
    }
}
