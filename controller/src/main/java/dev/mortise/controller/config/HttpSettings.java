package dev.mortise.controller.config;

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

    /** A door at which nobody is asked who they are is for trials on one machine, where nothing real moves. */
    static void check(Yaml yaml, JsonNode root) {
        JsonNode http = root.path("http");
        JsonNode access = http.path("access");
        if (!access.asString("").equals(OPEN)) {
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

    static Settings.Http of(JsonNode http) {
        return new Settings.Http(
                http.path("bind").asString(BIND),
                http.path("port").asInt(PORT),
                http.path("access").asString("").equals(OPEN) ? Settings.Entry.OPEN : Settings.Entry.LOGIN,
                http.path("metrics").asString("").equals(OPEN));
    }
}
