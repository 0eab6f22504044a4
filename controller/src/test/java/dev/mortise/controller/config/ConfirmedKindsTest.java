package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.PlantSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plant's file says which alarms a person has to confirm, or leaves that to the rules. */
class ConfirmedKindsTest {

    private static final Path SHIPPED = Path.of("src/main/dist/conf/plant.yaml");

    /** Before it, what is put into the shipped file is the only thing in its line. */
    private static final String LINE = "\nline:\n";

    @TempDir
    Path directory;

    @Test
    void whatTheFileNamesIsConfirmedAnEmptyListIsNothingAndNoListIsWhatTheRulesSay() throws IOException {
        assertThat(plant("").confirmed()).isEmpty();
        assertThat(plant("alarms: {}").confirmed()).isEmpty();
        assertThat(plant("alarms: { confirm: [] }").confirmed()).contains(Set.of());
        assertThat(plant("alarms: { confirm: [LINK_DOWN, HELD] }").confirmed())
                .contains(Set.of(Kind.LINK_DOWN, Kind.HELD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alarms: { confirm: [HELD, UNIT_ABORTD] } | 27 | 'UNIT_ABORTD' | did you mean 'UNIT_ABORTED'",
                "alarms: { confirm: [PROGRESS] }          | 21 | 'PROGRESS'    | a kind of alarm; known are LINK_DOWN",
                "alarms: { confirm: HELD }                | 20 | 'HELD'        | array",
                "alarms: { confrim: [HELD] }              | 20 | a list        | did you mean 'confirm'"
            })
    void aKindThatIsNoneIsRefusedWithItsPlaceAndWhatWouldBeRight(String text, int column, String found, String expected)
            throws IOException {
        int line = (int) Files.readString(SHIPPED).split(LINE, 2)[0].lines().count() + 1;

        assertThat(with(text).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file().getFileName()).hasToString("plant.yaml");
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.found()).isEqualTo(found);
            assertThat(fault.expected()).contains(expected);
        });
    }

    private PlantSpec plant(String text) throws IOException {
        return with(text).value().orElseThrow();
    }

    private Loaded<PlantSpec> with(String text) throws IOException {
        Path file = directory.resolve("plant.yaml");
        Files.writeString(file, Files.readString(SHIPPED).replaceFirst(LINE, "\n" + text + LINE));
        return PlantFile.load(file);
    }
}
