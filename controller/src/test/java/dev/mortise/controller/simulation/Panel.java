package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What people see of one life of the controller. */
final class Panel implements Board {

    private final Clock clock;
    private final Map<String, PlantView.CellView> cells = new LinkedHashMap<>();
    private final Map<String, PlantView.RackView> racks = new LinkedHashMap<>();
    private final Map<RackId, RackBuild> builds = new LinkedHashMap<>();
    private final Map<String, List<PlantView.QuestionView>> questions = new LinkedHashMap<>();

    private int gone;
    private int abandoned;

    Panel(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void put(PlantView.CellView cell) {
        cells.put(cell.id(), cell);
    }

    @Override
    public void put(PlantView.RackView rack) {
        racks.put(rack.id(), rack);
    }

    @Override
    public void put(RackBuild build) {
        builds.put(build.id(), build);
    }

    @Override
    public void gone(List<PlantView.RackView> newest, int all, int given) {
        newest.forEach(rack -> {
            racks.put(rack.id(), rack);
            builds.remove(new RackId(rack.id()));
            questions.remove(rack.id());
        });
        gone = all;
        abandoned = given;
    }

    @Override
    public void storeTakes(Optional<Duration> takes) {} // simulated journals are in no hurry

    @Override
    public void questions(String subject, List<PlantView.QuestionView> open) {
        questions.put(subject, open);
    }

    @Override
    public void put(AlarmsView alarms, List<AlarmEntry> history) {
        throw new UnsupportedOperationException("nobody keeps alarms here");
    }

    @Override
    public Alarms alarms() {
        return Alarms.NONE;
    }

    @Override
    public boolean isCaughtUp() {
        return true;
    }

    @Override
    public void caughtUp() {
        // nobody waits for it here: the checker reads the panel at quiet points
    }

    @Override
    public PlantView now() {
        List<PlantView.QuestionView> open = new ArrayList<>();
        questions.values().forEach(open::addAll);
        return new PlantView(
                clock.instant(),
                true,
                "simulation",
                List.copyOf(cells.values()),
                List.copyOf(racks.values()),
                gone,
                abandoned,
                open,
                AlarmsView.NONE);
    }

    @Override
    public Optional<RackBuild> build(RackId id) {
        return Optional.ofNullable(builds.get(id));
    }

    @Override
    public AutoCloseable subscribe(Consumer<PlantView> consumer) {
        throw new UnsupportedOperationException("people look, they are not told");
    }
}
