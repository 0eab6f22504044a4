package dev.mortise.controller.adapter.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.oee.Seen;
import dev.mortise.controller.domain.oee.Sight;
import dev.mortise.controller.domain.oee.Spell;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of the pictures of a cell's time. */
class SpellsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final Cause.Kind[] KINDS = Cause.Kind.values();
    private static final List<String> CELLS = List.of("TRAY-A", "LEAK-A");
    private static final int CHANGES = 300;
    private static final long FILE_BYTES = 20_000;

    @TempDir
    Path directory;

    private final TreeMap<Instant, PlantView> shown = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSpellSaysOfEveryInstantWhatThePageOfThatInstantMeant(long seed) {
        Instant end = record(new Random(seed), BEGIN, CHANGES);
        Spells spells = new Spells(new Archive(directory, Clock.fixed(end, ZoneOffset.UTC)));

        for (int look = 0; look < 2; look++) { // from the files, then from memory
            for (String cell : CELLS) {
                List<Spell> found = requireNonNull(spells.of(BEGIN, end).get(cell));
                assertThat(found).as("none over another, none missing").isNotEmpty();
                for (Instant at = BEGIN; at.isBefore(end); at = at.plusMillis(137)) {
                    assertThat(sights(found, at)).as(cell + " at " + at).containsExactly(meant(cell, at));
                }
            }
        }
    }

    @Test
    void aTimeWithoutAControllerIsNoSpell() {
        Instant killed = record(new Random(1), BEGIN, 20);
        Instant again = killed.plus(Duration.ofMinutes(10));
        Instant end = record(new Random(2), again, 20);

        List<Spell> found = requireNonNull(new Spells(new Archive(directory, Clock.fixed(end, ZoneOffset.UTC)))
                .of(BEGIN, end)
                .get("TRAY-A"));

        assertThat(sights(found, killed.minusMillis(500))).hasSize(1);
        assertThat(sights(found, killed.plusSeconds(60))).isEmpty();
        assertThat(sights(found, again.plusMillis(500))).hasSize(1);
    }

    @Test
    void whatIsAskedForBeforeAnythingWasRecordedIsNothing() {
        assertThat(new Spells(new Archive(directory, Clock.systemUTC())).of(BEGIN, BEGIN.plusSeconds(60)))
                .isEmpty();
    }

    private static List<Sight> sights(List<Spell> spells, Instant at) {
        return spells.stream()
                .filter(spell -> !spell.from().isAfter(at) && spell.to().isAfter(at))
                .map(Spell::sight)
                .toList();
    }

    private Sight meant(String id, Instant at) {
        PlantView view = shown.floorEntry(at).getValue();
        PlantView.CellView cell = view.cells().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        Optional<Cause> behind = view.racks().stream()
                .flatMap(rack -> rack.cause().roots())
                .filter(root -> !root.harmless())
                .findFirst();
        return Sight.of(new Seen(
                id,
                UnitState.named(cell.unitState()),
                cell.speedPercent(),
                Optional.of(cell.cause()),
                view.racks().stream()
                        .filter(rack -> rack.place().equals(id))
                        .map(PlantView.RackView::cause)
                        .findFirst(),
                !view.racks().isEmpty(),
                behind));
    }

    /** Written by one that is killed after its last change. */
    private Instant record(Random chance, Instant from, int changes) {
        Recorder recorder = new Recorder(new Keeping(directory, Duration.ofDays(36_500), 1_000_000_000), FILE_BYTES);
        List<PlantView.CellView> cells = new ArrayList<>();
        CELLS.forEach(id -> cells.add(APlantThatIsShown.cell(id, Cause.Kind.NO_WORK, Optional.empty(), "")));
        List<PlantView.RackView> racks = new ArrayList<>();
        Instant at = from;
        for (int i = 0; i < changes; i++) {
            int which = chance.nextInt(3);
            if (which < 2) {
                Cause.Kind kind = KINDS[chance.nextInt(KINDS.length)];
                cells.set(which, APlantThatIsShown.cell(CELLS.get(which), kind, Optional.of("R-1"), "op"));
            } else {
                racks.clear();
                if (chance.nextInt(4) > 0) {
                    String place = List.of("TRAY-A", "LEAK-A", "BUF-1").get(chance.nextInt(3));
                    racks.add(APlantThatIsShown.rack("R-1", place, KINDS[chance.nextInt(KINDS.length)]));
                }
            }
            PlantView view = new PlantView(at, true, "plant-1", cells, racks, 0, 0, List.of(), AlarmsView.NONE);
            shown.put(at, view);
            recorder.look(view);
            at = at.plusMillis(1 + chance.nextInt(900));
        }
        recorder.look(new PlantView(at, true, "plant-1", cells, racks, 1, 0, List.of(), AlarmsView.NONE));
        return at;
    }
}
