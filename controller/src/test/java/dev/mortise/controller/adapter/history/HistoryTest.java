package dev.mortise.controller.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.history.Entry;
import dev.mortise.controller.port.PlantView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int CHANGES = 300;
    private static final long FILE_BYTES = 100_000;

    @TempDir
    Path directory;

    private final TreeMap<Instant, PlantView> shown = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thePlantAtAnInstantIsTheOneThatWasShownThen(long seed) throws Exception {
        Instant end = record(seed, CHANGES);
        Archive archive = archive(end);

        for (Instant at = BEGIN; at.isBefore(end); at = at.plusMillis(437)) {
            same(tree(archive.at(at).picture(), at), tree(shownAt(at), at), at);
        }
    }

    @Test
    void aReplayShowsEveryPictureInItsOrder() {
        Instant end = record(7, CHANGES);

        TreeMap<Instant, Picture> replayed = new TreeMap<>();
        archive(end)
                .replay(
                        BEGIN,
                        end,
                        frame -> replayed.put(frame.at(), frame.picture().orElseThrow()));

        assertThat(replayed).hasSizeGreaterThan(CHANGES / 2);
        replayed.forEach((at, picture) -> same(tree(picture, at), tree(shownAt(at), at), at));
        Instant last = replayed.lastKey();
        same(tree(replayed.lastEntry().getValue(), last), tree(shown.lastEntry().getValue(), last), "the end");
    }

    @Test
    void whoStepsComesFromEachChangeToTheNextAndBack() throws Exception {
        Instant end = record(3, CHANGES);
        Archive archive = archive(end);

        Archive.Moment moment = archive.at(BEGIN);
        int steps = 0;
        while (moment.next().isPresent()) {
            Instant before = moment.since();
            moment = archive.at(moment.next().orElseThrow());
            assertThat(moment.previous()).contains(before);
            steps++;
        }

        assertThat(steps).isGreaterThan(CHANGES / 2);
    }

    @Test
    void ofTheTimeBeforeTheFirstPictureAndOfTheFutureNothingIsTold() {
        Instant end = record(1, 10);

        assertThatThrownBy(() -> archive(end).at(BEGIN.minusMillis(1)))
                .isInstanceOf(Unknown.class)
                .hasMessageContaining("before the first instant that was recorded: " + BEGIN);
        assertThatThrownBy(() -> archive(end).at(end.plusSeconds(1)))
                .isInstanceOf(Unknown.class)
                .hasMessageContaining("is in the future");
    }

    @Test
    void whatAKilledControllerDidNotWriteIsAGapAndNotTheLastThingThatItWrote() throws Exception {
        Instant killed = record(1, 50);
        Instant again = killed.plusSeconds(60);
        try (Recorder recorder = new Recorder(keeping(1_000_000), FILE_BYTES)) {
            recorder.look(new APlantThatIsShown(2).shownAt(again));
        }

        Archive archive = archive(again);

        assertThatThrownBy(() -> archive.at(again.minusSeconds(10)))
                .isInstanceOf(Unknown.class)
                .hasMessageContaining("nothing was recorded between")
                .hasMessageContaining("and " + again);
        assertThat(archive.at(again).previous()).isPresent();
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsLeftOutAndThoseBeforeItAreNot() throws Exception {
        Instant end = record(4, 50);
        Path file = files().get(0);
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 40), StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(archive(end).at(BEGIN.plusSeconds(5)).picture().documents()).isNotEmpty();
        Files.writeString(file, whole.replaceFirst("TRAY-B title", "TRAY-X title"));
        assertThatThrownBy(() -> archive(end).at(BEGIN.plusSeconds(5)))
                .as("a first line that was changed")
                .isInstanceOf(Unknown.class);
    }

    @Test
    void afterManyFilesThePastIsPackedAndReadsTheSame() throws Exception {
        Instant end = record(5, 3_000);
        Archive before = archive(end);
        Instant early = BEGIN.plusSeconds(500);
        JsonNode told = tree(before.at(early).picture(), early);

        new Recorder(keeping(1_000_000_000), FILE_BYTES).tidy();

        assertThat(files()).filteredOn(file -> file.toString().endsWith(".gz")).isNotEmpty();
        same(tree(archive(end).at(early).picture(), early), told, early);
        same(told, tree(shownAt(early), early), early);
    }

    @Test
    void theOldestFilesGoWhenThereIsTooMuch() throws Exception {
        record(6, 3_000);
        int all = files().size();
        Recorder tidier = new Recorder(keeping(1_000_000_000), FILE_BYTES);
        tidier.tidy();
        long bytes = bytes();

        new Recorder(keeping(bytes / 2), FILE_BYTES).tidy();

        assertThat(all).isGreaterThan(3);
        assertThat(files()).hasSizeLessThan(all);
        assertThat(bytes()).isLessThanOrEqualTo(bytes / 2);
        assertThat(files().get(files().size() - 1)).exists();
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTurnTheOrder() throws Exception {
        APlantThatIsShown plant = new APlantThatIsShown(1);
        try (Recorder recorder = new Recorder(keeping(1_000_000), FILE_BYTES)) {
            recorder.look(plant.shownAt(BEGIN.plusSeconds(10)));
            PlantView later = plant.changes().changes().changes().shownAt(BEGIN);
            recorder.look(later);
            Instant at = BEGIN.plusSeconds(10);
            same(tree(archive(at.plusSeconds(2)).at(at).picture(), at), tree(later, at), at);
        }
    }

    @Test
    void aStandstillIsOneWaitWhateverItsWords() {
        APlantThatIsShown plant = new APlantThatIsShown(1);
        Instant end = BEGIN.plusSeconds(30);
        try (Recorder recorder = new Recorder(keeping(1_000_000), FILE_BYTES)) {
            PlantView idle = plant.shownAt(BEGIN);
            recorder.look(idle);
            recorder.look(with(idle, BEGIN.plusSeconds(5), "held by anna: look"));
            recorder.look(with(idle, BEGIN.plusSeconds(6), "held by anna: look closer"));
            recorder.look(new APlantThatIsShown(1).shownAt(BEGIN.plusSeconds(20)));
        }

        List<Entry> waits = Waits.of(archive(end), "cells", "TRAY-A", BEGIN, end);

        assertThat(waits).singleElement().satisfies(wait -> {
            assertThat(wait.from()).isEqualTo(BEGIN.plusSeconds(5));
            assertThat(wait.to()).contains(BEGIN.plusSeconds(20));
            assertThat(wait.text()).isEqualTo("TRAY-A: held by anna: look");
            assertThat(wait.outcome()).isEqualTo("HELD");
        });
    }

    private static PlantView with(PlantView idle, Instant at, String why) {
        List<PlantView.CellView> cells = idle.cells().stream()
                .map(cell -> cell.id().equals("TRAY-A")
                        ? cell.because(Cause.root(Cause.Kind.HELD, "TRAY-A", why, "unhold"))
                        : cell)
                .toList();
        return new PlantView(at, true, idle.plant(), cells, idle.racks(), 0, 0, idle.questions(), idle.alarms());
    }

    /** A run of a plant that changes now and then; answers the instant after its last. */
    private Instant record(long seed, int changes) {
        APlantThatIsShown plant = new APlantThatIsShown(seed);
        Instant at = BEGIN;
        Recorder recorder = new Recorder(keeping(1_000_000_000), FILE_BYTES);
        for (int i = 0; i < changes; i++) {
            PlantView view = plant.changes().shownAt(at);
            recorder.look(view);
            shown.put(at, view);
            at = at.plus(Duration.ofMillis(100 + 37L * (i % 20)));
        }
        return at;
    }

    private PlantView shownAt(Instant at) {
        return Optional.ofNullable(shown.floorEntry(at)).orElseThrow().getValue();
    }

    private Keeping keeping(long bytes) {
        return new Keeping(directory, Duration.ofDays(36_500), bytes);
    }

    private Archive archive(Instant now) {
        return new Archive(directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** As the API would have told it then. */
    private static JsonNode tree(PlantView view, Instant at) {
        return JSON.readTree(JSON.writeValueAsString(new PlantView(
                at,
                view.simulated(),
                view.plant(),
                view.cells(),
                view.racks(),
                view.gone(),
                view.abandoned(),
                view.questions(),
                view.alarms())));
    }

    private static JsonNode tree(Picture picture, Instant at) {
        return JSON.readTree(picture.plant(at).toString());
    }

    /** Without the hundred lines that two pictures would be in a message. */
    private static void same(JsonNode told, JsonNode shown, Object at) {
        assertThat(told.equals(shown)).as("at " + at + " as it was shown").isTrue();
    }
}
