package dev.mortise.controller.floor;

import java.util.ArrayList;
import java.util.List;

/** Triangles of shapes of one paint: corners with the way that the surface looks there. */
final class Surface {

    /** Round enough at a few metres. */
    private static final int SIDES = 24;

    private final List<Vector> points = new ArrayList<>();
    private final List<Vector> normals = new ArrayList<>();
    private final List<Integer> corners = new ArrayList<>();

    private Surface() {}

    static Surface of(List<Shape> shapes) {
        Surface surface = new Surface();
        shapes.forEach(surface::add);
        return surface;
    }

    List<Vector> points() {
        return points;
    }

    List<Vector> normals() {
        return normals;
    }

    /** Three a triangle, counter-clockwise for whoever looks at it. */
    List<Integer> corners() {
        return corners;
    }

    private void add(Shape shape) {
        if (shape instanceof Shape.Box box) {
            box(box);
        } else if (shape instanceof Shape.Rod rod) {
            rod(rod);
        } else if (shape instanceof Shape.Sheet sheet) {
            Vector right = Vector.X.times(sheet.width() / 2);
            quad(sheet.middle(), right, Vector.Y.times(sheet.depth() / 2), Vector.Z);
        }
    }

    /** Four corners about a middle; right, up and out are a right-handed system. */
    private void quad(Vector middle, Vector right, Vector up, Vector out) {
        int first = points.size();
        Vector left = right.times(-1);
        Vector down = up.times(-1);
        for (Vector corner : List.of(left.plus(down), right.plus(down), right.plus(up), left.plus(up))) {
            point(middle.plus(corner), out);
        }
        triangle(first, first + 1, first + 2);
        triangle(first, first + 2, first + 3);
    }

    private void box(Shape.Box box) {
        Vector x = Vector.X.times(box.size().x() / 2);
        Vector y = Vector.Y.times(box.size().y() / 2);
        Vector z = Vector.Z.times(box.size().z() / 2);
        face(box.middle(), y, z, x, Vector.X);
        face(box.middle(), z, x, y, Vector.Y);
        face(box.middle(), x, y, z, Vector.Z);
    }

    /** A face and the one opposite. */
    private void face(Vector middle, Vector right, Vector up, Vector away, Vector out) {
        quad(middle.plus(away), right, up, out);
        quad(middle.plus(away.times(-1)), up, right, out.times(-1));
    }

    private void rod(Shape.Rod rod) {
        Vector axis = rod.axis();
        Vector across = Math.abs(axis.z()) > 0.5 ? Vector.X : Vector.Z;
        Vector other = axis.cross(across);
        Vector half = axis.times(rod.length() / 2);
        int side = points.size();
        for (int i = 0; i <= SIDES; i++) {
            Vector out = around(across, other, i);
            Vector rim = rod.middle().plus(out.times(rod.radius()));
            point(rim.plus(half.times(-1)), out);
            point(rim.plus(half), out);
        }
        for (int i = 0; i < SIDES; i++) {
            int at = side + 2 * i;
            triangle(at, at + 2, at + 3);
            triangle(at, at + 3, at + 1);
        }
        cap(rod, half, axis, across, other);
        cap(rod, half.times(-1), axis.times(-1), other, across);
    }

    private void cap(Shape.Rod rod, Vector end, Vector out, Vector across, Vector other) {
        int first = points.size();
        Vector middle = rod.middle().plus(end);
        point(middle, out);
        for (int i = 0; i <= SIDES; i++) {
            point(middle.plus(around(across, other, i).times(rod.radius())), out);
        }
        for (int i = 1; i <= SIDES; i++) {
            triangle(first, first + i, first + i + 1);
        }
    }

    private static Vector around(Vector across, Vector other, int part) {
        double angle = 2 * Math.PI * part / SIDES;
        return across.times(Math.cos(angle)).plus(other.times(Math.sin(angle)));
    }

    private void point(Vector point, Vector out) {
        points.add(point);
        normals.add(out);
    }

    private void triangle(int a, int b, int c) {
        corners.add(a);
        corners.add(b);
        corners.add(c);
    }
}
