package dev.mortise.controller.flight;

import dev.mortise.controller.flight.Drawing.Box;
import dev.mortise.controller.flight.Drawing.Curve;
import dev.mortise.controller.flight.Drawing.Mark;
import dev.mortise.controller.flight.Drawing.Text;
import java.util.Locale;

/** A drawing as SVG 1.1, for browsers and reports. */
final class Svg {

    private Svg() {}

    static String of(Drawing drawing, String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\""
                        + " font-family=\"DejaVu Sans, Verdana, sans-serif\"><title>%3$s</title>%n",
                drawing.width(),
                drawing.height(),
                escaped(title)));
        drawing.marks().forEach(mark -> add(svg, mark));
        return svg.append("</svg>\n").toString();
    }

    private static void add(StringBuilder svg, Mark mark) {
        if (mark instanceof Curve curve) {
            svg.append("<polyline fill=\"none\" stroke=\"").append(curve.ink().colour());
            svg.append("\" stroke-width=\"").append(curve.ink().width()).append('"');
            if (curve.ink().isDashed()) {
                svg.append(" stroke-dasharray=\"6 4\"");
            }
            svg.append(" points=\"");
            for (Drawing.Point point : curve.points()) {
                svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", point.x(), point.y()));
            }
            svg.append("\"/>\n");
        } else if (mark instanceof Box box) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height(),
                    box.ink().colour()));
        } else if (mark instanceof Text text) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\"%s text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                    text.x(),
                    text.y(),
                    text.font().size(),
                    text.font().bold() ? " font-weight=\"bold\"" : "",
                    text.font().anchor().name().toLowerCase(Locale.ROOT),
                    text.ink().colour(),
                    escaped(text.words())));
        }
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
