package dev.mortise.controller.fuzz;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.adapter.web.AUserFile;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.command.EveryAct;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.Fates;
import dev.mortise.sim.wire.StreamWire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the command line sends to a controller of ours where everybody logs in, to the byte: all it can ask. */
final class RecordedRequests {

    private static final String HEAD_ENDS = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private RecordedRequests() {}

    /** One, as it went over the wire: a character for each byte. */
    record Request(String verb, String path, String head, String content) {
        byte[] whole() {
            return (head + content).getBytes(StandardCharsets.ISO_8859_1);
        }

        byte[] body() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** In the order in which they came. */
    static List<Request> of(Path directory) throws Exception {
        MovedClock clock = new MovedClock();
        Path access = Files.createDirectories(directory.resolve("access"));
        Path sessions = directory.resolve("sessions");
        List<Request> all = new ArrayList<>();
        try (AHouse open = new AHouse()) {
            // nobody is asked who they are: a refusal by role is answered before its body has come
            open.rack("R-1", false).question().alarms("known");
            all.addAll(recorded(open, wire -> EveryAct.at(url(wire), sessions, wire::reset)));
        }
        try (AHouse locked =
                new AHouse(new Web.Admission.Users(new LogIns(AUserFile.in(access, clock), clock), false))) {
            all.addAll(recorded(
                    locked, wire -> EveryAct.logInAndOut(url(wire), sessions, "operator", AUserFile.PASSWORD)));
        }
        return all;
    }

    private static String url(StreamWire wire) {
        return "http://127.0.0.1:" + wire.port();
    }

    /** One command after the other: what comes on one connection and then on another follows each other. */
    private static List<Request> recorded(AHouse house, Consumer<StreamWire> asks) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        InetAddress here = InetAddress.getLoopbackAddress();
        int door = URI.create(house.url()).getPort();
        try (StreamWire wire = new StreamWire(
                new InetSocketAddress(here, 0), new InetSocketAddress(here, door), (way, number, piece) -> {
                    if (way == Direction.TO_EQUIPMENT) {
                        byte[] bytes = new byte[piece.remaining()];
                        piece.duplicate().get(bytes);
                        sent.writeBytes(bytes);
                    }
                    return Fates.Fate.PASSES;
                })) {
            asks.accept(wire);
        }
        return requests(sent.toByteArray());
    }

    private static List<Request> requests(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        List<Request> all = new ArrayList<>();
        for (int from = 0; from < sent.length; ) {
            int bodyFrom = text.indexOf(HEAD_ENDS, from) + HEAD_ENDS.length();
            Matcher length = LENGTH.matcher(text.substring(from, bodyFrom));
            int to = bodyFrom + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            String[] words = text.substring(from, bodyFrom).split(" ", 3);
            all.add(new Request(words[0], words[1], text.substring(from, bodyFrom), text.substring(bodyFrom, to)));
            from = to;
        }
        return all;
    }
}
