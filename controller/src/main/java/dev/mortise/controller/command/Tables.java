package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Cells and racks as lines of text. */
final class Tables {

    private static final int BAR_CELLS = 24;

    private Tables() {}

    static void cells(PrintWriter out, JsonNode cells) {
        out.printf(Locale.ROOT, "%-10s %-12s %-8s %s%n", "CELL", "UNIT", "RACK", "WHAT");
        cells.forEach(cell -> out.println(cell(cell)));
    }

    static void racks(PrintWriter out, JsonNode racks) {
        out.printf(
                Locale.ROOT,
                "%-8s %-10s %-" + (BAR_CELLS + 2) + "s %5s %4s %4s %5s  %s%n",
                "RACK",
                "PLACE",
                "PROGRESS",
                "VALID",
                "DUE",
                "VOID",
                "FAILED",
                "WHAT");
        racks.forEach(rack -> out.println(rack(rack)));
    }

    static String cell(JsonNode cell) {
        String link = cell.path("link").asString();
        String state = link.equals("UP") ? cell.path("unitState").asString() : "LINK " + link;
        return String.format(
                Locale.ROOT,
                "%-10s %-12s %-8s %s",
                cell.path("id").asString(),
                state,
                cell.path("rack").asString("-"),
                cell.path("why").asString());
    }

    static String rack(JsonNode rack) {
        String doing = rack.path("doing").asString("");
        return String.format(
                Locale.ROOT,
                "%-8s %-10s %s %5d %4d %4d %5d  %s",
                rack.path("id").asString(),
                place(rack),
                bar(rack.path("valid").asInt(), rack.path("total").asInt()),
                rack.path("valid").asInt(),
                rack.path("due").asInt(),
                rack.path("voided").asInt(),
                rack.path("failed").asInt(),
                doing.isEmpty() ? rack.path("why").asString() : doing);
    }

    private static String place(JsonNode rack) {
        if (rack.path("released").asBoolean()) {
            return "RELEASED";
        }
        String place = rack.path("place").asString("");
        boolean stored = !rack.path("wanted").path("mayStart").asBoolean(true);
        return !rack.path("wanted").path("abandoned").asString("").isEmpty()
                ? "ABANDONED"
                : place.isEmpty() && stored ? "STORED" : place;
    }

    private static String bar(int done, int all) {
        int full = all == 0 ? 0 : done * BAR_CELLS / all;
        return "[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "]";
    }
}
