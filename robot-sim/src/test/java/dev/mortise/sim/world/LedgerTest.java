package dev.mortise.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Ledger.Entry ENTRY = new Ledger.Entry(
            "LEAK-A", "plc", "R1/leak/1/decay", "", "leak.test", "R1", "", "leak", "OK", List.of("LEAK_TESTED::"));
    private static final Outcome OUTCOME = new Outcome(
            Outcome.OK,
            "",
            List.of(new Outcome.Value("resistance", 14.25, "µΩ")),
            Map.of("suspect", "C07"),
            new Outcome.CurveData("pressure", "s", "Pa", List.of(0.0, 1.0), List.of(301_325.0, 301_000.5)),
            List.of("LEAK_TESTED::"));

    @TempDir
    private Path directory;

    private Path file = Path.of("ledger");

    @BeforeEach
    void inADirectoryOfItsOwn() {
        file = directory.resolve("ledger");
    }

    @Test
    void whatIsWrittenIsReadAgainAtOnce() throws IOException {
        try (Ledger ledger = Ledger.open(file, NOON)) {
            ledger.happened(ENTRY, Optional.of(OUTCOME));
            ledger.acknowledged("LEAK-A", "R1/leak/1/decay");
            ledger.obeyed("LEAK-A", 4);

            assertThat(Ledger.read(file))
                    .satisfiesExactly(
                            line -> {
                                assertThat(line.n()).isEqualTo(1);
                                assertThat(line.at()).isEqualTo("2026-11-24T12:00:00Z");
                                assertThat(line.entry()).isEqualTo(ENTRY);
                                assertThat(line.result()).contains(OUTCOME);
                            },
                            line -> assertThat(line.acknowledged()).contains("R1/leak/1/decay"),
                            line -> assertThat(line.epoch()).contains(4L));
        }
    }

    /** Cut after every byte, in the middle of 'µ' too. */
    @Test
    void aLineThatACrashCutShortIsLeftOutAndTheNextOneIsWhole() throws IOException {
        try (Ledger ledger = Ledger.open(file, NOON)) {
            ledger.happened(ENTRY, Optional.of(OUTCOME));
            ledger.happened(ENTRY, Optional.of(OUTCOME));
        }
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int cut = second; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));

            assertThat(Ledger.read(file)).as("cut at %s", cut).hasSize(1);
            try (Ledger ledger = Ledger.open(file, NOON)) {
                ledger.acknowledged("LEAK-A", "x");
            }

            assertThat(Ledger.read(file))
                    .as("cut at %s", cut)
                    .extracting(Ledger.Line::n)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void aFileThatIsNoLedgerIsRefusedWithItsLine() throws IOException {
        try (Ledger ledger = Ledger.open(file, NOON)) {
            ledger.obeyed("LEAK-A", 4);
        }
        Files.writeString(file, Files.readString(file) + "hello\n");

        assertThatThrownBy(() -> Ledger.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ledger, line 2: not a line of a ledger");
    }
}
