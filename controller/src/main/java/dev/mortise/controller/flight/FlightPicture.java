package dev.mortise.controller.flight;

import dev.mortise.controller.flight.Drawing.Font;
import dev.mortise.controller.flight.Drawing.Ink;
import dev.mortise.controller.flight.Panel.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A black box as a picture: left all that was kept, right a second around the moment in which the motion turned bad; for each
 * axis where it was and where it was told to be, the force, and what the robot did, with limits and that moment drawn in.
 */
public final class FlightPicture {

    private static final int WIDTH = 1_280;
    private static final int HEAD = 118;
    private static final int FIELD = 128;
    private static final int GAP = 34;
    private static final int STRIP = 26;
    private static final int FOOT = 64;
    private static final double LEFT = 78;
    private static final double WIDE = 640;
    private static final double RIGHT = 790;
    private static final double NARROW = 470;

    /** In s, each way from the moment: longer than any stop, short enough to see single cycles. */
    private static final double AROUND = 0.5;

    /** Less than these, in m or rad and in N, is noise: no axis is stretched to it. */
    private static final double SMALLEST_WAY = 0.002;

    private static final double SMALLEST_FORCE = 20;
    private static final String MEASURED = "q_";

    private final FlightRecord record;
    private final Drawing drawing;
    private final double[] seconds;
    private final Moment moment;
    private final List<String> axes;

    private FlightPicture(FlightRecord record) {
        this.record = record;
        this.seconds = record.numbers("t_s");
        this.moment = Moment.of(record);
        this.axes = record.columns().stream()
                .filter(column -> column.startsWith(MEASURED))
                .map(column -> column.substring(MEASURED.length()))
                .toList();
        this.drawing = new Drawing(WIDTH, HEAD + (axes.size() + 1) * (FIELD + GAP) + STRIP + FOOT);
    }

    /** For browsers and reports. */
    public static String svg(FlightRecord record) {
        return Svg.of(drawn(record), record.about("robot") + ": " + record.about("reason"));
    }

    /**
     * Two pixels for each of the SVG's.
     *
     * @throws IOException this Java can write none
     */
    public static byte[] png(FlightRecord record) throws IOException {
        return Png.of(drawn(record));
    }

    private static Drawing drawn(FlightRecord record) {
        FlightPicture picture = new FlightPicture(record);
        picture.head();
        if (picture.seconds.length > 0) {
            picture.fields();
        }
        return picture.drawing;
    }

    private double at() {
        return moment.index() < 0 ? seconds[seconds.length - 1] : seconds[moment.index()];
    }

    private void head() {
        drawing.text(Ink.LIMIT, LEFT, 32, Font.TITLE, record.about("robot") + ": " + record.about("reason"));
        drawing.text(
                Ink.INK,
                LEFT,
                54,
                Font.SMALL,
                String.join("   ", record.about("outcome"), record.about("command"), record.about("ended")));
        if (seconds.length == 0) {
            drawing.text(Ink.INK, LEFT, 78, Font.STRONG, "no cycles were kept");
            return;
        }
        drawing.text(
                Ink.MOMENT,
                LEFT,
                78,
                Font.STRONG,
                moment.index() < 0 ? moment.words() : String.format(Locale.ROOT, "%.3f s   %s", at(), moment.words()));
        legend(104);
    }

    private void legend(double y) {
        double x = LEFT;
        for (Legend each : List.of(
                new Legend(Ink.SAID, "measured"),
                new Legend(Ink.TOLD, "commanded for that cycle"),
                new Legend(Ink.LIMIT, "limit"),
                new Legend(Ink.MOMENT, "the moment it turned bad"))) {
            drawing.line(each.ink, x, y - 4, x + 30, y - 4);
            drawing.text(Ink.INK, x + 36, y, Font.SMALL, each.words);
            x += 60 + 7.5 * each.words.length();
        }
        drawing.text(Ink.QUIET, RIGHT, y, Font.SMALL, "around that moment");
    }

    private record Legend(Ink ink, String words) {}

    private void fields() {
        double top = HEAD + 16;
        for (String axis : axes) {
            double[] said = record.numbers(MEASURED + axis);
            double[] told = record.numbers("set_" + axis);
            double[] limits = record.limits("limit_" + axis);
            String unit = record.about("unit_" + axis);
            drawing.text(Ink.INK, LEFT, top - 6, Font.STRONG, axis + (unit.isEmpty() ? ", m or rad" : ", " + unit));
            if (limits.length == 2) {
                String range = "may go from " + Panel.number(limits[0]) + " to " + Panel.number(limits[1]);
                drawing.text(Ink.QUIET, LEFT + WIDE, top - 6, Font.LEFT_OF, range);
            }
            for (boolean near : new boolean[] {false, true}) {
                Panel field = field(near, top, FIELD);
                double[] seen = near ? around(said, told) : all(said, told);
                field.range(SMALLEST_WAY, seen);
                background(field);
                limits(field, limits, near);
                field.curve(Ink.TOLD, shifted(), told);
                field.curve(Ink.SAID, seconds, said);
                field.instant(Ink.MOMENT, at());
                field.frame();
            }
            top += FIELD + GAP;
        }
        force(top);
        states(top + FIELD + GAP);
    }

    private void force(double top) {
        double[] force = record.numbers("force_n");
        double[] window = record.limits("push_n");
        drawing.text(Ink.INK, LEFT, top - 6, Font.STRONG, "force against the push, N");
        for (boolean near : new boolean[] {false, true}) {
            Panel field = field(near, top, FIELD);
            DoubleStream seen = Arrays.stream(near ? around(new double[][] {force}) : force);
            field.range(
                    SMALLEST_FORCE,
                    DoubleStream.concat(seen, forceLimit(window, force)).toArray());
            background(field);
            limits(field, window.length > 0 ? new double[] {window[0]} : window, near);
            field.curve(Ink.SAID, seconds, force);
            field.instant(Ink.MOMENT, at());
            field.frame();
        }
    }

    /** The limit is drawn when the push came near it; else it would press the curve flat. */
    private static DoubleStream forceLimit(double[] window, double[] force) {
        double most = Arrays.stream(force).max().orElse(0);
        return window.length > 0 && window[0] < 4 * most ? DoubleStream.of(window[0]) : DoubleStream.empty();
    }

    private void limits(Panel field, double[] limits, boolean near) {
        for (double limit : limits) {
            if (field.shows(limit)) {
                field.level(Ink.LIMIT, limit);
                if (!near) {
                    field.label(Ink.LIMIT, limit, "limit " + Panel.number(limit));
                }
            }
        }
    }

    private void background(Panel field) {
        if (moment.index() >= 0) {
            field.span(Ink.BAND, at(), seconds[seconds.length - 1]);
        }
        field.grid();
    }

    private Panel field(boolean near, double top, double height) {
        double first = seconds[0];
        double last = seconds[seconds.length - 1];
        return near
                ? new Panel(drawing, new Place(RIGHT, top, NARROW, height), at() - AROUND, at() + AROUND)
                : new Panel(drawing, new Place(LEFT, top, WIDE, height), first, last);
    }

    private void states(double top) {
        drawing.text(Ink.INK, LEFT, top - 6, Font.STRONG, "what the robot did");
        List<String> states = record.words("session_state");
        for (boolean near : new boolean[] {false, true}) {
            Panel field = field(near, top, STRIP);
            for (int i = 0; i < states.size(); ) {
                int end = i;
                while (end < states.size() && states.get(end).equals(states.get(i))) {
                    end++;
                }
                field.span(ink(states.get(i)), seconds[i], seconds[Math.min(end, states.size() - 1)]);
                i = end;
            }
            field.instant(Ink.MOMENT, at());
            field.frame();
            field.seconds();
        }
        double y = top + STRIP + 38;
        double x = LEFT;
        for (Legend each : List.of(
                new Legend(Ink.MOVES, "moves"), new Legend(Ink.STOPS, "stops"), new Legend(Ink.STANDS, "stands"))) {
            drawing.box(each.ink, x, y - 10, 14, 12);
            drawing.text(Ink.INK, x + 20, y, Font.SMALL, each.words);
            x += 90;
        }
        drawing.text(Ink.QUIET, x, y, Font.SMALL, "seconds before the newest cycle");
    }

    private static Ink ink(String state) {
        return switch (state) {
            case "COMMANDING_ACTIVE", "COMMANDING_WAIT" -> Ink.MOVES;
            case "STOPPING" -> Ink.STOPS;
            default -> Ink.STANDS;
        };
    }

    /** A set-point is for a cycle that comes: it is drawn there, beside where the robot was then. */
    private double[] shifted() {
        double[] cycles = record.numbers("cycle");
        double[] first = record.numbers("first_cycle");
        double cycle = Double.parseDouble(record.about("cycle_us")) * 1e-6;
        double[] shifted = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            shifted[i] = seconds[i] + (Double.isFinite(first[i]) ? (first[i] - cycles[i]) * cycle : 0);
        }
        return shifted;
    }

    private double[] around(double[]... values) {
        return Arrays.stream(values).flatMapToDouble(this::near).toArray();
    }

    private DoubleStream near(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> Math.abs(seconds[i] - at()) <= AROUND)
                .mapToDouble(i -> values[i]);
    }

    private static double[] all(double[]... values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }
}
