package dev.mortise.controller.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that talks to a running controller. */
abstract class Door implements Callable<Integer> {

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int UNREACHABLE = 3;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:MORTISE_URL:-http://127.0.0.1:48480}",
            description = "The controller; also MORTISE_URL. Default: ${DEFAULT-VALUE}")
    private String url = "";

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            defaultValue = "${env:MORTISE_CERTIFICATE:-}",
            description = "With https: a certificate (PEM) that the controller shows, or that vouches for it; also "
                    + "MORTISE_CERTIFICATE.")
    private String certificate = "";

    @Option(names = "--sessions", paramLabel = "DIRECTORY", hidden = true, description = "Where sessions are kept.")
    private Optional<Path> sessions = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** What the command does. */
    abstract int talk(Api api) throws Api.Refused, Api.Unreachable;

    @Override
    public final Integer call() {
        try {
            String address = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return talk(new Api(address, System.getProperty("user.name", "cli"), token(address), trusted()));
        } catch (Api.Refused e) {
            err().println("refused: " + e.getMessage());
            return REFUSED;
        } catch (Api.Unreachable e) {
            err().println(e.getMessage());
            return UNREACHABLE;
        } finally {
            out().flush();
            err().flush();
        }
    }

    Wallet wallet() {
        return sessions.map(Wallet::new).orElseGet(Wallet::ofThisPerson);
    }

    private Optional<SSLContext> trusted() throws Api.Refused {
        if (certificate.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Trusted.only(Path.of(certificate)));
        } catch (NoSuchFileException e) {
            throw new Api.Refused("--certificate: no such file: " + certificate);
        } catch (IOException e) {
            throw new Api.Refused("--certificate: " + certificate + " has no certificate: " + e.getMessage());
        }
    }

    private Optional<String> token(String address) throws Api.Refused {
        Optional<String> given =
                Optional.ofNullable(System.getenv("MORTISE_TOKEN")).filter(text -> !text.isBlank());
        try {
            return given.isPresent() ? given : wallet().token(address);
        } catch (IOException e) {
            throw new Api.Refused("the session cannot be read: " + e.getMessage());
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
