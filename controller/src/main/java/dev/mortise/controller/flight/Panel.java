package dev.mortise.controller.flight;

import dev.mortise.controller.flight.Drawing.Font;
import dev.mortise.controller.flight.Drawing.Ink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** A field of a drawing with time to the right and a quantity upwards. */
final class Panel {

    private static final int TICKS = 6;
    private static final int TICK_UP = 3;
    private static final int LABEL_GAP = 6;

    /** Room above and below the curves, as a share of their range. */
    private static final double MARGIN = 0.08;

    private final Drawing on;
    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final double from;
    private final double to;
    private double least;
    private double most;

    /** Where it lies on the sheet. */
    record Place(double left, double top, double width, double height) {}

    /** From one second to another. */
    Panel(Drawing on, Place place, double from, double to) {
        this.on = on;
        this.left = place.left();
        this.top = place.top();
        this.width = place.width();
        this.height = place.height();
        this.from = from;
        this.to = to > from ? to : from + 1e-3;
    }

    /** Takes a range in which all these values lie, and that is no smaller than the least one that says something. */
    Panel range(double smallest, double... values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        double more = Math.max((high - low) * MARGIN, (smallest - (high - low)) / 2);
        least = low - more;
        most = high + more;
        return this;
    }

    /** Whether a value can be seen. */
    boolean shows(double value) {
        return value >= least && value <= most;
    }

    /** Lines with their values at the left. */
    void grid() {
        double step = step((most - least) / TICK_UP);
        for (double value = Math.ceil(least / step) * step; value <= most; value += step) {
            double y = y(value);
            on.line(Ink.GRID, left, y, left + width, y);
            on.text(Ink.QUIET, left - LABEL_GAP, y + 4, Font.LEFT_OF, number(Math.abs(value) < step / 2 ? 0 : value));
        }
    }

    /** Seconds under the field. */
    void seconds() {
        double step = step((to - from) / TICKS);
        for (double second = Math.ceil(from / step) * step; second <= to + step / 100; second += step) {
            on.line(Ink.QUIET, x(second), top + height, x(second), top + height + 4);
            on.text(
                    Ink.QUIET,
                    x(second),
                    top + height + 17,
                    Font.UNDER,
                    number(Math.abs(second) < step / 2 ? 0 : second) + " s");
        }
    }

    /** 1, 2 or 5 of a power of ten, at least so much. */
    private static double step(double wanted) {
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double share = wanted / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    void frame() {
        on.curve(Ink.STANDS, new double[] {left, left + width, left + width, left, left}, new double[] {
            top, top, top + height, top + height, top
        });
    }

    void level(Ink ink, double value) {
        on.line(ink, left, y(value), left + width, y(value));
    }

    void label(Ink ink, double value, String words) {
        boolean above = y(value) - 4 > top + 12;
        on.text(ink, left + LABEL_GAP, above ? y(value) - 4 : y(value) + 14, Font.SMALL, words);
    }

    /** As short as it can be said, to a tenth of a millimetre. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    void instant(Ink ink, double second) {
        if (second >= from && second <= to) {
            on.line(ink, x(second), top, x(second), top + height);
        }
    }

    void span(Ink ink, double begin, double end) {
        double x1 = x(Math.max(begin, from));
        double x2 = x(Math.min(end, to));
        if (x2 > x1) {
            on.box(ink, x1, top, x2 - x1, height);
        }
    }

    /** Piece after piece, where there are values; of those that share a pixel the least and the most are drawn. */
    void curve(Ink ink, double[] seconds, double[] values) {
        double[] x = new double[2 * seconds.length];
        double[] y = new double[2 * seconds.length];
        int count = 0;
        int i = 0;
        while (i < seconds.length) {
            if (!Double.isFinite(values[i]) || seconds[i] < from || seconds[i] > to) {
                piece(ink, x, y, count);
                count = 0;
                i++;
                continue;
            }
            int end = samePixel(seconds, values, i);
            double[] column = Arrays.copyOfRange(values, i, end);
            x[count] = x(seconds[i]);
            y[count++] = y(Arrays.stream(column).min().orElse(values[i]));
            if (end - i > 1) {
                x[count] = x(seconds[i]);
                y[count++] = y(Arrays.stream(column).max().orElse(values[i]));
            }
            i = end;
        }
        piece(ink, x, y, count);
    }

    private int samePixel(double[] seconds, double[] values, int begin) {
        int end = begin + 1;
        while (end < seconds.length
                && Double.isFinite(values[end])
                && seconds[end] <= to
                && (int) x(seconds[end]) == (int) x(seconds[begin])) {
            end++;
        }
        return end;
    }

    private void piece(Ink ink, double[] x, double[] y, int count) {
        if (count > 1) {
            on.curve(ink, Arrays.copyOf(x, count), Arrays.copyOf(y, count));
        }
    }

    private double x(double second) {
        return left + (second - from) / (to - from) * width;
    }

    private double y(double value) {
        return top + height - (value - least) / (most - least) * height;
    }
}
