package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** What the command does. */
    abstract int talk(Api api) throws Api.Refused, Api.Unreachable;

    @Override
    public final Integer call() {
        try {
            return talk(new Api(url, System.getProperty("user.name", "cli")));
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

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
