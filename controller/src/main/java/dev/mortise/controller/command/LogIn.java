package dev.mortise.controller.command;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code mortise login} and {@code mortise logout}. */
final class LogIn {

    private LogIn() {}

    @Command(
            name = "login",
            description = {
                "Logs in at a controller; commands after it are done in this person's name.",
                "Asks for the password. The session is kept in a file that only you read, below XDG_CONFIG_HOME or ~/.config; "
                        + "programs may have its token in MORTISE_TOKEN instead."
            },
            footer = {
                "",
                "Examples:",
                "  mortise login --user anna",
                "  mortise login --user mes --password-stdin < password-file"
            })
    static final class In extends Door {
        @Option(
                names = "--user",
                paramLabel = "NAME",
                defaultValue = "${sys:user.name}",
                description = "Who logs in. Default: ${DEFAULT-VALUE}")
        private String user = "";

        @Option(names = "--password-stdin", description = "Reads the password from standard input; for scripts.")
        private boolean fromStandardInput;

        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            String password = fromStandardInput ? Password.read() : Password.asked();
            JsonNode answer = api.ask("/api/v1/login", Map.of("name", user, "password", password, "token", true));
            try {
                wallet().keep(api.url(), answer.path("token").asString(""));
            } catch (IOException e) {
                throw new Api.Refused("the session cannot be kept: " + e.getMessage());
            }
            out().println("logged in: " + answer.path("name").asString("") + ", "
                    + answer.path("role").asString(""));
            return DONE;
        }
    }

    @Command(
            name = "logout",
            description = "Ends the session that `mortise login` began.",
            footer = {"", "Example: mortise logout"})
    static final class Out extends Door {
        @Override
        int talk(Api api) throws Api.Refused, Api.Unreachable {
            Optional<String> name;
            try {
                name = wallet().token(api.url()).isEmpty()
                        ? Optional.empty()
                        : Optional.of(api.post("/api/v1/logout", Map.of()));
            } catch (IOException e) {
                throw new Api.Refused("the session cannot be read: " + e.getMessage());
            } finally {
                forget(api.url());
            }
            out().println(name.map(who -> "logged out: " + who).orElse("nobody is logged in at " + api.url()));
            return name.isPresent() ? DONE : REFUSED;
        }

        private void forget(String url) throws Api.Refused {
            try {
                wallet().forget(url);
            } catch (IOException e) {
                throw new Api.Refused("the session's file cannot be deleted: " + e.getMessage());
            }
        }
    }
}
