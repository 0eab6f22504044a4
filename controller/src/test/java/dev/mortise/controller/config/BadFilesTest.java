package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped files with one thing wrong. In a replacement, {@code ¤} stands where the fault has to be placed; it is not
 * written to the file.
 */
class BadFilesTest {

    private static final Path CONF = Path.of("src/main/dist/conf");
    private static final String PLACE = "¤";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void oneThingWrongIsToldWithItsPlaceItsValueAndWhatWouldBeRight(
            String file, String right, String wrong, String found, String expected) throws IOException {
        String shipped = Files.readString(CONF.resolve(file));
        assertThat(shipped).as("the shipped file").contains(right);
        String text = shipped.replaceFirst(Pattern.quote(right), wrong);
        int at = text.indexOf(PLACE);
        String before = text.substring(0, at);
        Path bad = put(file, text.replace(PLACE, ""));

        List<Fault> faults = validated(file, bad);

        assertThat(faults).as("of " + wrong).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo(bad);
            assertThat(fault.line())
                    .as("line")
                    .isEqualTo((int) before.lines().count() + (before.endsWith("\n") ? 1 : 0));
            assertThat(fault.column()).as("column").isEqualTo(at - before.lastIndexOf('\n'));
            assertThat(fault.found()).isEqualTo(found);
            assertThat(fault.expected()).contains(expected);
        });
    }

    static Stream<Arguments> oneThingWrongIsToldWithItsPlaceItsValueAndWhatWouldBeRight() {
        return Stream.concat(
                plants().map(row -> arguments("plant.yaml", row[0], row[1], row[2], row[3])),
                Stream.concat(
                        Stream.concat(rackTypes(), motions())
                                .map(row -> arguments("nvl72.yaml", row[0], row[1], row[2], row[3])),
                        settings().map(row -> arguments("mortise.yaml", row[0], row[1], row[2], row[3]))));
    }

    private static Stream<String[]> plants() {
        return Stream.of(
                row("capabilities: [dock,", "capabilites: ¤[dock,", "a list", "did you mean 'capabilities'"),
                row("capabilities: [dock, fasten", "capabilities: [dock, ¤fastn", "'fastn'", "did you mean 'fasten'"),
                row("floor: { x: -4, y: -3 }", "floor: ¤{ x: -8, y: -3.2 }", "a mapping", "1.0 m from that of FRAME-A"),
                row("floor: { x: -4, y: -3 }", "floor: { x: ¤left, y: -3 }", "'left'", "number"),
                row("plc: { end", "plc: { acting_seconds_max: ¤0, end", "'0'", "1"),
                row("plc: { end", "plc: { acting_seconds_max: ¤long, end", "'long'", "integer"),
                row("kinematics: gantry", "kinematics: ¤gantri", "'gantri'", "gantry"),
                row("payload: { rated: 25", "payload: { rated: ¤55", "'55'", "not more than max"),
                row("cycle_us: 2000", "cycle_us: ¤200", "'200'", "1000"),
                row("cycle_us: 2000", "cycle_us: ¤fast", "'fast'", "integer"),
                row("port: 48502", "port: ¤48501", "'48501'", "used once"),
                row("port: 48501", "port: ¤99999", "'99999'", "65535"),
                row("- id: CART-A", "- id: ¤FRAME-A", "'FRAME-A'", "used once"),
                row("- id: FC-1", "- id: ¤FR-1", "'FR-1'", "used once"),
                row("- { id: OHM-1", "- { id: ¤NR-1", "'NR-1'", "used once"),
                row(
                        "endpoint: \"opc.tcp://127.0.0.1:48402/CART-A\"",
                        "endpoint: ¤\"http://127.0.0.1:48402\"",
                        "'http://127.0.0.1:48402'",
                        "opc"),
                row("calibrated_on: 2026-10-01", "calibrated_on: ¤2026-13-01", "'2026-13-01'", "pattern"),
                row("min: -3.1, max: 3.1", "min: ¤3.2, max: 3.1", "'3.2'", "less than max"),
                row("jerk_max: 100.0", "jerk_max: ¤0", "'0'", "0"),
                row("home: [0.0, -1.2, 1.6, 0.0, 1.0, 0.0]", "home: ¤[0.0, -1.2]", "a list", "6 values"),
                row("home: [0.0, -1.2,", "home: [0.0, ¤-9.2,", "'-9.2'", "j2 between -2.2 and 2.2"),
                row("stroke: 0.25", "stroke: ¤2.5", "'2.5'", "within the axis' max"),
                row("insertion: { axis: 1", "insertion: { axis: ¤7", "'7'", "an axis from 0 to 3"));
    }

    private static Stream<String[]> rackTypes() {
        return Stream.of(
                row("rack_type: nvl72", "rack_type: ¤NVL72", "'NVL72'", "pattern"),
                row("number: 50\n", "number: 50\n    waivable: ¤true\n", "'true'", "nobody waives a leak test"),
                row("planned: 40 s", "planned: ¤2 kg", "'2 kg'", "in s, min or h"),
                row("planned: 40 s", "planned: ¤0 s", "'0 s'", "above 0"),
                row("quantity: 18,", "quantity: ¤zero,", "'zero'", "integer"),
                row("{ part: cartridge, prefix", "{ part: ¤cartrige, prefix", "'cartrige'", "did you mean 'cartridge'"),
                row("prefix: C, count: 18", "prefix: C, count: ¤17", "'17'", "18, the quantity of compute-tray"),
                row("prefix: S, count: 9", "prefix: ¤C, count: 9", "'C'", "slot ids unique"),
                row("id: audit-frame-torque", "id: ¤dock-frame", "'dock-frame'", "no other operation has"),
                row("for_each: cartridges", "for_each: ¤cartridge", "'cartridge'", "a slot group"),
                row("needs: [dock-frame]", "needs: [¤dok-frame]", "'dok-frame'", "did you mean 'dock-frame'"),
                row("after: [audit-frame-torque]", "after: [¤audit]", "'audit'", "an operation of this plan"),
                row(
                        "needs: [insert-cartridge@slot]",
                        "needs: [¤dock-frame@slot]",
                        "'dock-frame@slot'",
                        "for_each of the same group"),
                row("cell: [continuity]", "cell: [¤continuty]", "'continuty'", "did you mean 'continuity'"),
                row("kind: insert\n", "kind: ¤insrt\n", "'insrt'", "did you mean 'insert'"),
                row("command: frame.dock", "command: ¤frame.doc", "'frame.doc'", "frame.dock"),
                row("torque: 5.1 N·m", "torque: ¤5.1 kg", "'5.1 kg'", "unit N·m, not kg"),
                row("torque: 5.1 N·m", "torqe: ¤5.1 N·m", "'5.1 N·m'", "no such parameter"),
                row("side: supply", "side: ¤3", "'3'", "no such parameter"),
                row("high: 2.0 mm", "high: ¤2.0 m", "'2.0 m'", "a number in mm"),
                row("measurement: datum_error", "measurement: ¤datum", "'datum'", "datum_error"),
                row("low: 4.6 N·m", "low: ¤6.6 N·m", "'6.6 N·m'", "not more than high"),
                row("pose: feeder }", "pose: ¤feedr }", "'feedr'", "feeder"),
                row("placed_by: insert", "placed_by: ¤inser", "'inser'", "the id of one of its steps"),
                row("on: [torque-low, torque-out]", "on: [¤torque-lo, torque-out]", "'torque-lo'", "torque-low"),
                row("on: [leak], rework: insert-compute-tray", "on: [leak], rework: ¤burn-in", "'burn-in'", "rests on"),
                row(
                        "on: [leak], rework: insert-compute-tray",
                        "on: [leak], rework: ¤insert-tray",
                        "'insert-tray'",
                        "an operation of this plan"),
                row("slot_from: suspect, budget: 2", "slot_from: ¤suspct, budget: 2", "'suspct'", "suspect"),
                row("retry: 1 }]", "retry: ¤1000 }]", "'1000'", "maximum"));
    }

    private static Stream<String[]> motions() {
        return Stream.of(
                row("pose: feeder, via: home", "pose: feeder, via: ¤hme", "'hme'", "home"),
                row(
                        "path: straight-in }",
                        "path: ¤straight-inn }",
                        "'straight-inn'",
                        "straight, straight-in or straight-out"),
                row("path: straight-in }", "path: straight-in, blend: ¤5 deg }", "'5 deg'", "a radius in mm"),
                row(
                        "pose: rear, via: rear-near, path: straight-in }",
                        "pose: rear, via: ¤rear-neer }",
                        "'rear-neer'",
                        "rear-near"),
                row("blend: 80 mm", "blend: ¤80 deg", "'80 deg'", "a radius in mm"),
                row("blend: 80 mm", "blend: ¤80", "'80'", "a radius above 0 in mm or deg"),
                row("pose: rear }", "pose: rear, blend: ¤5 deg }", "'5 deg'", "only with via"),
                row("payload: 15 kg", "payload: ¤15 N", "'15 N'", "a mass in kg"),
                row("payload: 15 kg", "payload: ¤41 kg", "'41 kg'", "at most 40.0 kg"),
                row("payload: 15 kg", "damping: ¤-1 N·s/m", "'-1 N·s/m'", "above 0 in N·s/m"),
                row(
                        "payload: 15 kg",
                        "search_radius: 2 mm\n        search_pitch: ¤0.4 mm",
                        "'0.4 mm'",
                        "at least a quarter of search_radius"));
    }

    private static Stream<String[]> settings() {
        return Stream.of(
                row("mode: simulation", "mode: ¤simulaton", "'simulaton'", "production"),
                row("port: 48480", "port: ¤-1", "'-1'", "0"),
                row("access: open", "access: ¤opn", "'opn'", "login"),
                row("access: open", "tls: true\n  key: ¤key.pem", "'key.pem'", "key and certificate together"),
                row(
                        "  directory: store",
                        "  postgresql: { url: ¤sqlite:x, user: mortise }",
                        "'sqlite:x'",
                        "jdbc:postgresql://HOST:PORT/DATABASE"),
                row("  directory: store", "  postgresql: ¤{ url: 'jdbc:postgresql://h/d' }", "a mapping", "'user'"),
                row(
                        "  directory: store",
                        "  directory: ¤store\n  postgresql: { url: 'jdbc:postgresql://h/d', user: mortise }",
                        "'store'",
                        "not both"),
                row("horizon_cycles: 24", "horizon_cycles: ¤240", "'240'", "24"),
                row("horizon_cycles: 24", "idle: ¤sleep", "'sleep'", "park"),
                row("horizon_cycles: 24", "priority: ¤99", "'99'", "98"),
                row("horizon_cycles: 24", "idle: spin\n  priority: ¤50", "'50'", "a cpu beside it"),
                row("level: INFO", "level: ¤LOUD", "'LOUD'", "DEBUG"),
                row("rack_types: [nvl72.yaml]", "rack_type: ¤[nvl72.yaml]", "a list", "did you mean 'rack_types'"));
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() throws IOException {
        String text = Files.readString(CONF.resolve("mortise.yaml"))
                .replace(
                        "  directory: store",
                        "  postgresql: { url: 'jdbc:postgresql://h/d?password=hush', user: mortise }");

        assertThat(validated("mortise.yaml", put("mortise.yaml", text)))
                .anySatisfy(fault -> assertThat(fault.expected()).contains("password_file"))
                .noneSatisfy(fault -> assertThat(fault.toString()).contains("hush"));
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce() throws IOException {
        String text = Files.readString(CONF.resolve("plant.yaml"))
                .replace("kinematics: gantry", "kinematics: gantri")
                .replace("cycle_us: 2000", "cycle_us: 1");

        List<Fault> faults = PlantFile.load(put("plant.yaml", text)).faults();

        assertThat(faults).extracting(Fault::found).contains("'gantri'", "'1'").hasSizeGreaterThan(5);
    }

    @Test
    void aCycleIsToldAsTheWayRound() throws IOException {
        String text = Files.readString(CONF.resolve("nvl72.yaml"))
                .replace(
                        "  - id: dock-frame\n    number: 10\n",
                        "  - id: dock-frame\n    number: 10\n    after: [release]\n");

        assertThat(RackTypeFile.load(put("nvl72.yaml", text), Optional.empty()).faults())
                .anySatisfy(fault -> assertThat(fault.expected())
                        .contains("no cycle; dock-frame → release", " → dock-frame is one"));
    }

    @Test
    void anOperationThatNoCellCanDoIsToldAgainstThePlant() throws IOException {
        String plant = Files.readString(CONF.resolve("plant.yaml")).replace("[electrical, rack-test]", "[electrical]");

        List<Fault> faults =
                Configuration.validate(List.of(put("plant.yaml", plant), put("nvl72.yaml", read("nvl72.yaml"))));

        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.expected()).contains("a cell that offers all of [rack-test]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsNotOurYamlAtAllIsToldWithItsPlace(String claim, byte[] content, int line, String expected)
            throws IOException {
        Path file = directory.resolve("plant.yaml");
        Files.write(file, content);

        assertThat(PlantFile.load(file).faults()).as(claim).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.toString()).contains(expected).doesNotContain("Exception");
        });
    }

    static Stream<Arguments> whatIsNotOurYamlAtAllIsToldWithItsPlace() {
        return Stream.of(
                arguments("empty", bytes(""), 1, "found nothing"),
                arguments("a tab", bytes("plant: p\nline:\n\tid: L\n"), 3, "YAML 1.2"),
                arguments("an open quote", bytes("plant: \"p\nline: x\n"), 3, "YAML 1.2"),
                arguments("a key twice", bytes("plant: p\nline: {}\nplant: q\n"), 3, "plant"),
                arguments("an alias", bytes("plant: &a p\nline: *a\n"), 2, "the alias '*a'"),
                arguments("two documents", bytes("plant: p\n---\nplant: q\n"), 3, "a second document"),
                arguments("a NUL", bytes("plant: p\nline: \0\n"), 2, "YAML 1.2"),
                arguments(
                        "Latin-1",
                        new byte[] {'p', ':', '\n', ' ', (byte) 0xe9, '\n'},
                        2,
                        "found byte 0xe9; expected UTF-8"),
                arguments("too large", new byte[YamlText.FILE_MAX_BYTES + 1], 0, "at most 1000000 bytes"));
    }

    @Test
    void aFileThatIsNotThereIsToldByItsName() {
        Path file = directory.resolve("none.yaml");

        assertThat(PlantFile.load(file).faults()).singleElement().asString().contains(file.toString(), "no such file");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String[] row(String... cells) {
        return cells;
    }

    private static String read(String file) throws IOException {
        return Files.readString(CONF.resolve(file));
    }

    private Path put(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    /** A rack type beside the shipped plant, a plant and settings alone. */
    private List<Fault> validated(String kind, Path file) throws IOException {
        return switch (kind) {
            case "nvl72.yaml" -> Configuration.validate(List.of(put("plant.yaml", read("plant.yaml")), file));
            case "plant.yaml" -> PlantFile.load(file).faults();
            default -> SettingsFile.load(file).faults();
        };
    }
}
