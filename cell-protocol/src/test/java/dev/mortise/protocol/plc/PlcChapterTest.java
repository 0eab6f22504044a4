package dev.mortise.protocol.plc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of README.md's chapter "The PLC contract". */
class PlcChapterTest {

    private static final Path MANUAL = Path.of("README.md");
    private final CellPlcModel model = CellPlcModel.load();
    private final CommandCatalogue catalogue = CommandCatalogue.load();

    @Test
    void theNodeTableIsTheModelRowByRow() throws IOException {
        assertThat(rowsBelow("| node | type | written by | meaning |"))
                .containsExactlyElementsOf(model.nodes().stream()
                        .map(node -> row(
                                "`" + node.path() + "`",
                                node.type() + (node.array() ? "[]" : ""),
                                node.written() ? "controller" : "PLC",
                                node.meaning()))
                        .toList());
    }

    @Test
    void theMethodTableIsTheModelArgumentByArgument() throws IOException {
        assertThat(model.methods()).isNotEmpty();
        assertThat(rowsBelow("| method | argument | type | meaning |"))
                .containsExactlyElementsOf(model.methods().stream()
                        .flatMap(method -> Stream.concat(
                                Stream.of(row("`" + method.path() + "`", "", "", method.meaning())),
                                Stream.concat(
                                        method.inputs().stream().map(given -> argument("in", given)),
                                        method.outputs().stream().map(told -> argument("out", told)))))
                        .toList());
    }

    private static String argument(String way, PlcMethod.Argument argument) {
        return row("", way + " `" + argument.name() + "`", argument.type().name(), argument.meaning());
    }

    @Test
    void theCommandTableIsTheCatalogueRowByRow() throws IOException {
        assertThat(rowsBelow("| capability | command | parameters | measures | reports | fails |").stream()
                        .map(PlcChapterTest::sortedInsideCells)
                        .toList())
                .containsExactlyElementsOf(catalogue.capabilities().stream()
                        .flatMap(capability -> capability.commands().stream()
                                .map(command -> sortedInsideCells(row(
                                        capability.name(),
                                        "`" + command.name() + "`",
                                        Stream.concat(units(command.numbers()), command.texts().stream())
                                                .collect(Collectors.joining(", ")),
                                        units(command.measures()).collect(Collectors.joining(", ")),
                                        String.join(", ", command.reports()),
                                        String.join(", ", command.fails())))))
                        .toList());
    }

    @Test
    void theChapterNamesTheNamespaceAndEveryReasonForARefusal() throws IOException {
        String reasons = model.nodes().stream()
                .filter(node -> node.path().equals("Status/Reason"))
                .map(PlcNode::meaning)
                .findFirst()
                .orElseThrow();
        List<String> codes = Stream.of(reasons.split("[^A-Z_]+"))
                .filter(word -> word.length() > 2)
                .toList();

        assertThat(codes).hasSizeGreaterThan(5);
        assertThat(Files.readString(MANUAL)).contains("`" + model.namespace() + "`");
        assertThat(rowsBelow("| | condition | answer |").toString())
                .contains(codes.stream().map(code -> "refused, `" + code + ": ").toList());
    }

    private static List<String> rowsBelow(String header) throws IOException {
        List<String> lines = Files.readAllLines(MANUAL);
        int at = lines.indexOf(header);
        assertThat(at).as("header " + header).isNotNegative();
        return lines.subList(at + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** The catalogue does not keep the order of parameters, and none is prescribed. */
    private static String sortedInsideCells(String row) {
        return Stream.of(row.split("\\|", -1))
                .map(cell -> Stream.of(cell.strip().split(", ")).sorted().collect(Collectors.joining(", ")))
                .collect(Collectors.joining("|"));
    }

    private static Stream<String> units(Map<String, String> units) {
        return new TreeMap<>(units).entrySet().stream().map(entry -> entry.getKey() + " (" + entry.getValue() + ")");
    }
}
