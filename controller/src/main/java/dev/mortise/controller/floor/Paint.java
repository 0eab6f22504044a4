package dev.mortise.controller.floor;

import java.util.Locale;

/** What bodies are painted with. Grey: on the floor a colour says that something is not normal. */
enum Paint {
    FLOOR(0xcdcfd1),
    MAT(0xe9eaeb),
    LANE(0xd6d8da),
    EDGE(0xaab1b7),
    FRAME(0x9aa3ab),
    DARK(0x4a525a),
    ROBOT(0xf2f3f4),
    JOINT(0x6b757e),
    TOOL(0x39424a),
    CABINET(0xb9c0c6),
    SCREEN(0x2d3a46),
    VEHICLE(0x8b949c);

    private static final int BYTE = 0xff;
    private static final int RED = 16;
    private static final int GREEN = 8;

    private final int colour;

    Paint(int colour) {
        this.colour = colour;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    double red() {
        return linear((colour >> RED) & BYTE);
    }

    double green() {
        return linear((colour >> GREEN) & BYTE);
    }

    double blue() {
        return linear(colour & BYTE);
    }

    /** From a byte of sRGB to the share of light that it means (IEC 61966-2-1). */
    private static double linear(int value) {
        double share = value / (double) BYTE;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
