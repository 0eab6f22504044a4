package dev.mortise.controller.flight;

import dev.mortise.controller.flight.Drawing.Box;
import dev.mortise.controller.flight.Drawing.Curve;
import dev.mortise.controller.flight.Drawing.Ink;
import dev.mortise.controller.flight.Drawing.Mark;
import dev.mortise.controller.flight.Drawing.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A drawing as PNG, two pixels for each of its own so that it can be printed; needs no screen, but a font. */
final class Png {

    private static final int SCALE = 2;
    private static final float[] DASH = {6, 4};
    private static final float MITRE = 10;

    private Png() {}

    static byte[] of(Drawing drawing) throws IOException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image =
                new BufferedImage(SCALE * drawing.width(), SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = image.createGraphics();
        try {
            paint.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            paint.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            paint.scale(SCALE, SCALE);
            drawing.marks().forEach(mark -> add(paint, mark));
        } finally {
            paint.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("this Java writes no PNG");
        }
        return bytes.toByteArray();
    }

    private static void add(Graphics2D paint, Mark mark) {
        if (mark instanceof Curve curve) {
            paint.setColor(colour(curve.ink()));
            paint.setStroke(stroke(curve.ink()));
            Path2D path = new Path2D.Double();
            for (Drawing.Point point : curve.points()) {
                if (path.getCurrentPoint() == null) {
                    path.moveTo(point.x(), point.y());
                } else {
                    path.lineTo(point.x(), point.y());
                }
            }
            paint.draw(path);
        } else if (mark instanceof Box box) {
            paint.setColor(colour(box.ink()));
            paint.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
        } else if (mark instanceof Text text) {
            paint.setColor(colour(text.ink()));
            paint.setFont(new Font(
                    Font.SANS_SERIF,
                    text.font().bold() ? Font.BOLD : Font.PLAIN,
                    text.font().size()));
            int width = paint.getFontMetrics().stringWidth(text.words());
            double left = switch (text.font().anchor()) {
                case START -> text.x();
                case MIDDLE -> text.x() - width / 2.0;
                case END -> text.x() - width;
            };
            paint.drawString(text.words(), (float) left, (float) text.y());
        }
    }

    private static Color colour(Ink ink) {
        return Color.decode(ink.colour());
    }

    private static BasicStroke stroke(Ink ink) {
        float width = (float) ink.width();
        return ink.isDashed()
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, MITRE, DASH, 0)
                : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
}
