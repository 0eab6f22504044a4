package dev.mortise.controller.adapter.record;

import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.SlowStore;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The board in memory: what actors became, newest of each. Consumers are called by the thread that puts; they must be quick. */
public final class LiveBoard implements Board {

    private final String plant;
    private final boolean simulated;
    private final Clock clock;
    private final Map<String, PlantView.CellView> cells = new LinkedHashMap<>();
    private final Map<String, PlantView.RackView> racks = new LinkedHashMap<>();
    private final List<PlantView.RackView> gone = new ArrayList<>();
    private int goneAltogether;
    private int abandonedAltogether;
    private final Map<String, List<PlantView.QuestionView>> questions = new LinkedHashMap<>();
    private final Map<RackId, RackBuild> builds = new ConcurrentHashMap<>();
    private Optional<Duration> storeTakes = Optional.empty();
    private volatile Alarms alarms = Alarms.NONE;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final List<Consumer<PlantView>> consumers = new CopyOnWriteArrayList<>();

    /**
     * An empty board.
     *
     * @param cells ids in the order in which people know them
     */
    public LiveBoard(String plant, boolean simulated, List<String> cells, Clock clock) {
        this.plant = plant;
        this.simulated = simulated;
        this.clock = clock;
        cells.forEach(id -> this.cells.put(
                id,
                new PlantView.CellView(
                        id,
                        "",
                        "UNKNOWN",
                        "UNKNOWN",
                        "DOWN",
                        Optional.empty(),
                        "",
                        0,
                        "",
                        Speed.PERCENT_MAX,
                        List.of(),
                        "starting",
                        Cause.root(
                                Cause.Kind.NOT_HEARD_YET,
                                id,
                                "starting",
                                "the controller has just started; it takes a moment"),
                        PlantView.Equipment.UNKNOWN)));
    }

    @Override
    public void put(PlantView.CellView cell) {
        synchronized (this) {
            cells.put(cell.id(), cell);
        }
        changed();
    }

    @Override
    public void put(PlantView.RackView rack) {
        synchronized (this) {
            racks.put(rack.id(), rack);
        }
        changed();
    }

    @Override
    public void put(RackBuild build) {
        builds.put(build.id(), build);
    }

    @Override
    public void gone(List<PlantView.RackView> newest, int all, int abandoned) {
        synchronized (this) {
            gone.clear();
            gone.addAll(newest);
            goneAltogether = all;
            abandonedAltogether = abandoned;
            newest.forEach(rack -> {
                racks.remove(rack.id());
                questions.remove(rack.id());
            });
        }
        newest.forEach(rack -> builds.remove(new RackId(rack.id())));
        changed();
    }

    @Override
    public void questions(String subject, List<PlantView.QuestionView> open) {
        synchronized (this) {
            questions.put(subject, List.copyOf(open));
        }
        changed();
    }

    @Override
    public void put(AlarmsView open, List<AlarmEntry> history) {
        alarms = new Alarms(open, history);
        changed();
    }

    @Override
    public Alarms alarms() {
        return alarms;
    }

    @Override
    public void caughtUp() {
        caughtUp.countDown();
    }

    @Override
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public void storeTakes(Optional<Duration> takes) {
        synchronized (this) {
            storeTakes = takes;
        }
        changed();
    }

    public synchronized boolean isStoreSlow() {
        return storeTakes.isPresent();
    }

    /**
     * Waits until the board answers for the plant.
     *
     * @return false when it did not within that time
     */
    public boolean awaitCaughtUp(Duration within) throws InterruptedException {
        return caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized PlantView now() {
        List<PlantView.RackView> sorted = new ArrayList<>(racks.values());
        sorted.addAll(gone);
        sorted.sort(Comparator.comparing(PlantView.RackView::id));
        return new PlantView(
                clock.instant(),
                simulated,
                plant,
                cells.values().stream().map(this::told).toList(),
                sorted.stream().map(this::told).toList(),
                goneAltogether,
                abandonedAltogether,
                questions.values().stream().flatMap(List::stream).toList(),
                alarms.view());
    }

    private PlantView.CellView told(PlantView.CellView cell) {
        return storeTakes
                .map(takes -> cell.because(SlowStore.before(cell.cause(), takes)))
                .orElse(cell);
    }

    private PlantView.RackView told(PlantView.RackView rack) {
        return storeTakes
                .map(takes -> rack.because(SlowStore.before(rack.cause(), takes)))
                .orElse(rack);
    }

    @Override
    public Optional<RackBuild> build(RackId id) {
        return Optional.ofNullable(builds.get(id));
    }

    @Override
    public AutoCloseable subscribe(Consumer<PlantView> consumer) {
        consumers.add(consumer);
        consumer.accept(now());
        return () -> consumers.remove(consumer);
    }

    private void changed() {
        if (!consumers.isEmpty()) {
            PlantView view = now();
            consumers.forEach(consumer -> consumer.accept(view));
        }
    }
}
