package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.web.AHouse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class OeeCommandTest {

    private static final Qualifier NO_QUALIFIER = (wanted, writer, errors) -> 9;

    private final AHouse house = new AHouse();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void oeeSaysOfEachCellWhatItsTimeWasUsedForAndOfOneInParticular() {
        assertThat(mortise("oee", "--last", "1h", "--from", "06:00")).as("both").isEqualTo(2);
        assertThat(mortise("oee", "--from", "2026-11-24T10:00:00Z", "--to", "2026-11-24T12:00:00Z"))
                .isZero();

        assertThat(out.toString())
                .containsPattern("LEAK-A +2 h 0 min +0\\.0 % +0\\.0 % +- +-")
                .containsPattern("LINE-1 +4 h 0 min")
                .containsPattern("100\\.0 % +4 h 0 min +unknown +unknown: no record");
        assertThat(mortise("oee", "TRAY-A", "--last", "90m", "--to", "2026-11-24T11:00:00Z"))
                .isZero();
        assertThat(out.toString()).containsPattern("TRAY-A +1 h 30 min");
        assertThat(mortise("oee", "TRAY-Z", "--from", "2026-11-24T10:00:00Z")).isEqualTo(1);
        assertThat(err.toString()).contains("no cell TRAY-Z");
    }

    private int mortise(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", house.url()));
        return Mortise.commandLine(
                        (file, writer, errors) -> 0, (file, writer, errors) -> 0, new NoKeeper(), NO_QUALIFIER)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
