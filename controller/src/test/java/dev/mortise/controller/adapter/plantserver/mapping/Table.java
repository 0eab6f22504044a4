package dev.mortise.controller.adapter.plantserver.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;

/**
 * A table of the manual.
 *
 * @param header its first line
 * @param rows the others, but for the rule below the header
 */
record Table(String header, List<String> rows) {

    @Override
    public String toString() {
        return header;
    }

    /** A row for every word. */
    static <T> Table of(String header, T[] words, Function<T, String> row) {
        return new Table(
                line(header),
                Arrays.stream(words)
                        .map(word -> line(name(word), row.apply(word)))
                        .toList());
    }

    private static String name(Object word) {
        return word instanceof Optional<?> known ? known.map(String::valueOf).orElse("not known") : word.toString();
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | "));
    }

    static String line(Object... cells) {
        return "| " + row(cells) + " |";
    }

    static String told(boolean is) {
        return is ? "yes" : "no";
    }

    static String status(Known known) {
        return StatusCodes.lookup(known.status().value()).map(names -> names[0]).orElseThrow();
    }
}
