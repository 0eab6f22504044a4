package dev.mortise.controller.command;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that the command line can ask a controller to do, one after the other. */
public final class EveryAct {

    private static final List<List<String>> ACTS = List.of(
            List.of("order", "nvl72"),
            List.of("order", "nvl72", "--rack", "R-9", "--store", "--priority", "3"),
            List.of("start", "R-1"),
            List.of("revoke-start", "R-1"),
            List.of("priority", "R-1", "--to", "-7"),
            List.of("hold", "R-1", "--reason", "quality looks at the door"),
            List.of("unhold", "R-1"),
            List.of("waive", "R-1", "paint", "--reason", "cosmetic, deviation 12"),
            List.of("waive", "R-1", "paint", "--grant"),
            List.of("abandon", "R-1", "--reason", "the frame is bent", "--how", "abort"),
            List.of("hold", "TRAY-A", "--reason", "change the gripper"),
            List.of("unhold", "TRAY-A"),
            List.of("abort", "TRAY-A", "--reason", "a tray hangs crooked"),
            List.of("clear", "TRAY-A"),
            List.of("speed", "TRAY-A", "30"),
            List.of("answer", "R-1-leak-2", "retry"),
            List.of("acknowledge", "TRAY-A.LINK_DOWN", "--comment", "switch is being replaced"),
            List.of("confirm", "TRAY-A.LINK_DOWN", "--comment", "done", "--raised", "2026-11-24T03:00:00Z"),
            List.of("shelve", "TRAY-A.LINK_DOWN", "--minutes", "30", "--reason", "it is being replaced"),
            List.of("shelve", "TRAY-A.LINK_DOWN", "--until-gone", "--reason", "a filter is changed"),
            List.of("unshelve", "TRAY-A.LINK_DOWN"));

    private static final List<List<String>> LOOKS = List.of(
            List.of("racks"),
            List.of("cells"),
            List.of("links"),
            List.of("questions"),
            List.of("alarms"),
            List.of("alarms", "--history"),
            List.of("why", "R-1"),
            List.of("record", "R-1"),
            List.of("timeline", "TRAY-A", "--from", "2026-11-24T11:00:00Z"),
            List.of("oee", "--from", "2026-11-24T11:00:00Z"));

    private EveryAct() {}

    /**
     * Does it; what is refused was asked all the same.
     *
     * @param afterEach called when a command has its answer
     */
    public static void at(String url, Path sessions, Runnable afterEach) {
        Stream.concat(ACTS.stream(), LOOKS.stream()).forEach(command -> {
            mortise(command, url, sessions);
            afterEach.run();
        });
    }

    /** Comes and goes. */
    public static void logInAndOut(String url, Path sessions, String user, String password) {
        InputStream keyboard = System.in;
        System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            mortise(List.of("login", "--user", user, "--password-stdin"), url, sessions);
        } finally {
            System.setIn(keyboard);
        }
        mortise(List.of("logout"), url, sessions);
    }

    private static void mortise(List<String> command, String url, Path sessions) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--url", url, "--sessions", sessions.toString()));
        int code = Mortise.commandLine(
                        (file, writer, errors) -> 0,
                        (file, writer, errors) -> 0,
                        new NoKeeper(),
                        (wanted, writer, errors) -> 0)
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(all.toArray(String[]::new));
        if (code != Door.DONE && code != Door.REFUSED) {
            throw new IllegalStateException(command + " ended with " + code);
        }
    }
}
