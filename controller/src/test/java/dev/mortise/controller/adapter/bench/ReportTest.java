package dev.mortise.controller.adapter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.bench.EngineMaker.Place;
import dev.mortise.controller.adapter.realtime.Tuning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final long CYCLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Report report = new Report(
            new Qualification.Wanted(List.of(1, 8), 1_000, 4, 24, Tuning.NONE, List.of()),
            "C echo",
            Map.of("cores", "2"));

    @Test
    void bothProcessesStandBelowTheFloorOfTheirRounds() {
        add(8, false, Place.INSIDE, 100, 120);
        add(8, false, Place.OWN, 100, 110);

        List<String> lines = printed();

        int floor = indexOf(lines, "8 robots, idle     C echo");
        assertThat(lines.get(floor + 1)).containsPattern("^ +mortise +.*p50 1\\.20 p99 1\\.20 +0\\.0$");
        assertThat(lines.get(floor + 2)).containsPattern("^ +mortise own +.*p50 1\\.10 p99 1\\.10 +-$");
        assertThat(lines)
                .filteredOn(line -> line.contains("C echo"))
                .as("a floor that is said once")
                .hasSize(1);
    }

    @Test
    void eachProcessHasAVerdictOfItsOwnInWords() {
        for (int robots : List.of(1, 8)) {
            add(robots, true, Place.INSIDE, 100, robots == 1 ? 200 : 30_000);
            add(robots, true, Place.OWN, 100, 110);
        }

        assertThat(printed())
                .contains(
                        "verdict: inside the controller, this machine can run 1 robot at 1000 Hz, with and without load; its "
                                + "tail beside the load is longer than the floor's (p99 at most 300.06 times, p99.9 at most "
                                + "300.06 times)",
                        "verdict: in a process of its own, this machine can run up to 8 robots at 1000 Hz, with and without "
                                + "load; its tail beside the load is the floor's (p99 at most 1.10 times, p99.9 at most 1.10 "
                                + "times)");
        assertThat(report.passed()).as("every process has to do").isFalse();
    }

    @Test
    void aTailIsJudgedBesideTheLoadAndByItsRarestAnswers() {
        add(8, false, Place.OWN, 100, 500);
        add(8, true, Place.OWN, 100, 110);
        assertThat(report.summary(Place.OWN)).contains("beside the load is the floor's (p99 at most 1.10 times");

        Histogram rare = new Histogram(3);
        rare.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos(100), 997);
        rare.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos(140), 3);
        report.add(new Row(1, true, Place.OWN, all(100), measured(rare), OptionalDouble.empty()));

        assertThat(report.summary(Place.OWN))
                .contains(
                        "beside the load is longer than the floor's (p99 at most 1.10 times, p99.9 at most 1.40 times)");
    }

    @Test
    void figuresAsJsonNameTheProcess() {
        add(1, false, Place.INSIDE, 100, 120);
        add(1, false, Place.OWN, 100, 110);

        assertThat(report.asMap().get("runs"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .extracting(run -> run.get("process"))
                .containsExactly("inside", "own");
        assertThat(report.asMap().get("verdict"))
                .isEqualTo(Map.of("inside", report.summary(Place.INSIDE), "own", report.summary(Place.OWN)));
    }

    private void add(int robots, boolean loaded, Place place, int floorMicros, int engineMicros) {
        report.add(new Row(
                robots,
                loaded,
                place,
                all(floorMicros),
                all(engineMicros),
                place == Place.INSIDE ? OptionalDouble.of(0) : OptionalDouble.empty()));
    }

    private List<String> printed() {
        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out, true));
        return out.toString().lines().toList();
    }

    private static int indexOf(List<String> lines, String beginning) {
        return lines.indexOf(lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow());
    }

    private static Measured all(int micros) {
        Histogram times = new Histogram(3);
        times.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos(micros), 1_000);
        return measured(times);
    }

    private static Measured measured(Histogram times) {
        return new Measured(times, times.getTotalCount(), 0, CYCLE_NANOS);
    }
}
