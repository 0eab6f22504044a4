package dev.mortise.controller.flight;

import java.util.ArrayList;
import java.util.List;

/** Marks on a sheet, in px from its upper left corner; the later ones lie above. */
final class Drawing {

    /** What is said by a colour; a dash says it once more to those who see none. */
    enum Ink {
        INK("#23282d", false, 1.2),
        QUIET("#454c53", false, 1),
        GRID("#d9dbdd", false, 1),
        TOLD("#2f6fb5", true, 2.2),
        SAID("#23282d", false, 1.3),
        LIMIT("#b3261e", true, 1.2),
        MOMENT("#b3261e", false, 1.6),
        BAND("#f3d9d6", false, 1),
        PAPER("#ffffff", false, 1),
        MOVES("#7ea6cf", false, 1),
        STOPS("#e0a24a", false, 1),
        STANDS("#b4b9be", false, 1);

        private final String colour;
        private final boolean dashed;
        private final double width;

        Ink(String colour, boolean dashed, double width) {
            this.colour = colour;
            this.dashed = dashed;
            this.width = width;
        }

        String colour() {
            return colour;
        }

        boolean isDashed() {
            return dashed;
        }

        double width() {
            return width;
        }
    }

    /** Where a text stands to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** One mark. */
    sealed interface Mark {}

    record Curve(Ink ink, List<Point> points) implements Mark {
        Curve {
            points = List.copyOf(points);
        }
    }

    /** In px from the left and from above. */
    record Point(double x, double y) {}

    record Box(Ink ink, double x, double y, double width, double height) implements Mark {}

    record Text(Ink ink, double x, double y, Font font, String words) implements Mark {}

    /** How a text is written; size in px. */
    record Font(Anchor anchor, int size, boolean bold) {
        static final Font SMALL = new Font(Anchor.START, 12, false);
        static final Font LEFT_OF = new Font(Anchor.END, 12, false);
        static final Font UNDER = new Font(Anchor.MIDDLE, 12, false);
        static final Font STRONG = new Font(Anchor.START, 13, true);
        static final Font TITLE = new Font(Anchor.START, 20, true);
    }

    private final int width;
    private final int height;
    private final List<Mark> marks = new ArrayList<>();

    Drawing(int width, int height) {
        this.width = width;
        this.height = height;
        box(Ink.PAPER, 0, 0, width, height);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    void line(Ink ink, double x1, double y1, double x2, double y2) {
        marks.add(new Curve(ink, List.of(new Point(x1, y1), new Point(x2, y2))));
    }

    void curve(Ink ink, double[] x, double[] y) {
        List<Point> points = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            points.add(new Point(x[i], y[i]));
        }
        marks.add(new Curve(ink, points));
    }

    void box(Ink ink, double x, double y, double boxWidth, double boxHeight) {
        marks.add(new Box(ink, x, y, boxWidth, boxHeight));
    }

    void text(Ink ink, double x, double y, Font font, String words) {
        marks.add(new Text(ink, x, y, font, words));
    }
}
