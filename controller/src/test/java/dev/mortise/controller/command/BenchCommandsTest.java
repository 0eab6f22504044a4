package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchCommandsTest {

    private final StringWriter err = new StringWriter();

    @Test
    void benchIsGivenWhatIsToBeMeasured() {
        List<Qualifier.Wanted> given = new ArrayList<>();

        int code = bench(
                given, "--robots", "1,12", "--hz", "500", "--seconds", "600", "--process", "own", "--config", "x.yaml");

        assertThat(code).isEqualTo(7);
        assertThat(given)
                .containsExactly(new Qualifier.Wanted(
                        List.of(1, 12),
                        500,
                        600,
                        Set.of(Qualifier.Place.OWN),
                        Optional.of(Path.of("x.yaml")),
                        Optional.empty()));
    }

    @Test
    void benchMeasuresTheEngineInBothProcessesUnlessOneIsNamed() {
        List<Qualifier.Wanted> given = new ArrayList<>();

        bench(given);
        bench(given, "--process", "inside");
        assertThat(bench(given, "--process", "external")).isEqualTo(2);

        assertThat(given)
                .extracting(Qualifier.Wanted::places)
                .containsExactly(Set.of(Qualifier.Place.INSIDE, Qualifier.Place.OWN), Set.of(Qualifier.Place.INSIDE));
        assertThat(err.toString()).contains("--process 'external': inside, own or both");
    }

    @Test
    void benchMeasuresWhatOneThreadCanBeAskedForAndNothingElse() {
        List<Qualifier.Wanted> given = new ArrayList<>();

        assertThat(bench(given, "--robots", "8,65")).isEqualTo(2);
        assertThat(bench(given, "--hz", "249")).isEqualTo(2);
        assertThat(bench(given, "--seconds", "0")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--robots 65: a number from 1 to 64")
                .contains("--hz 249: a number from 250 to 1000")
                .contains("--seconds 0: a number from 1 to 3600");
        assertThat(given).isEmpty();
    }

    private int bench(List<Qualifier.Wanted> given, String... arguments) {
        List<String> all = new ArrayList<>(List.of("bench", "realtime"));
        all.addAll(List.of(arguments));
        return Mortise.commandLine(
                        (file, writer, errors) -> 0,
                        (file, writer, errors) -> 0,
                        new NoKeeper(),
                        (wanted, writer, errors) -> {
                            given.add(wanted);
                            return 7;
                        })
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
