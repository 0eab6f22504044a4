package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.alarm.AlarmEvent.AlarmRaised;
import dev.mortise.controller.domain.alarm.AlarmEvent.AlarmReturned;
import dev.mortise.controller.domain.alarm.AlarmEvent.AlarmUnshelved;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random causes that come and go, random people, random restarts: what must hold of every alarm at every second. */
class AlarmBookPropertyTest {

    private static final int SEEDS = 200;
    private static final int SECONDS = 300;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<String> CELLS = List.of("TRAY-A", "LEAK-A", "FRAME-A");

    private final APlantToWatch plant = new APlantToWatch(CELLS.toArray(String[]::new));
    private final Map<AlarmId, Boolean> stands = new HashMap<>();
    private int judged;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noAlarmIsLostBetweenItsRaiseAndItsReturn(int seed) {
        Random random = new Random(seed);
        for (int second = 0; second < SECONDS; second++) {
            if (random.nextInt(4) == 0) {
                plant.is(CELLS.get(random.nextInt(CELLS.size())), kinds(random));
            }
            if (random.nextInt(100) == 0) {
                plant.restarted();
            }
            Map<AlarmId, Boolean> known = acknowledged();
            plant.after(1);
            judge(known);
            somebodyActs(random);
            judged = plant.events.size();
        }

        CELLS.forEach(plant::is);
        plant.after(30);

        assertThat(plant.book.open()).noneMatch(Alarm::active);
        plant.book.open().forEach(alarm -> {
            if (alarm.acknowledged().isEmpty()) {
                plant.ask(alarm.id().toString(), new AlarmRequest.Acknowledge("", Optional.empty()));
            }
        });
        plant.after(120);
        assertThat(plant.book.open()).as("what nobody has to confirm is normal").allMatch(Alarm::unconfirmed);
        plant.book.open().forEach(alarm -> plant.ask(alarm.id().toString(), confirm(alarm)));
        assertThat(plant.book.open()).as("all is normal in the end").isEmpty();
    }

    private void judge(Map<AlarmId, Boolean> known) {
        List<AlarmEvent> now = plant.events.subList(judged, plant.events.size());
        for (AlarmEvent event : now) {
            if (event instanceof AlarmRaised) {
                assertThat(stands.put(event.alarm(), true))
                        .as("raised while it stood")
                        .isNotEqualTo(true);
            } else if (event instanceof AlarmReturned) {
                assertThat(stands.put(event.alarm(), false))
                        .as("returned and did not stand")
                        .isEqualTo(true);
            } else if (event instanceof AlarmUnshelved) {
                plant.book
                        .find(event.alarm())
                        .ifPresent(alarm -> assertThat(plant.book.state(alarm))
                                .as("came back from the shelf")
                                .isNotEqualTo(State.SHELVED));
            }
        }
        stands.forEach((id, standing) -> {
            Optional<Alarm> alarm = plant.book.find(id);
            assertThat(alarm.filter(Alarm::active).isPresent())
                    .as(id + " is in the book")
                    .isEqualTo(standing);
            if (Boolean.TRUE.equals(known.get(id)) && alarm.isPresent()) {
                assertThat(alarm.flatMap(Alarm::acknowledged).isPresent()
                                || now.stream()
                                        .anyMatch(event -> event instanceof AlarmRaised
                                                && event.alarm().equals(id)))
                        .as(id + " stays acknowledged until it is raised again")
                        .isTrue();
            }
        });
        assertThat(plant.book.open())
                .as("nothing stays on the shelf for longer than it was put there")
                .noneMatch(alarm -> alarm.shelf()
                        .filter(shelf -> !shelf.until().isAfter(plant.now()))
                        .isPresent());
    }

    private Map<AlarmId, Boolean> acknowledged() {
        Map<AlarmId, Boolean> known = new HashMap<>();
        plant.book
                .open()
                .forEach(alarm -> known.put(alarm.id(), alarm.acknowledged().isPresent()));
        return known;
    }

    private void somebodyActs(Random random) {
        List<Alarm> open = plant.book.open();
        if (open.isEmpty() || random.nextInt(5) > 0) {
            return;
        }
        String id = open.get(random.nextInt(open.size())).id().toString();
        switch (random.nextInt(4)) {
            case 0 -> plant.ask(id, new AlarmRequest.Acknowledge("seen", Optional.empty()));
            case 1 -> plant.ask(id, new AlarmRequest.Confirm("done", Optional.empty()));
            case 2 -> plant.ask(id, new AlarmRequest.Shelve(1 + random.nextInt(2), "it chatters"));
            default -> plant.ask(id, new AlarmRequest.Unshelve());
        }
    }

    private static AlarmRequest confirm(Alarm alarm) {
        return new AlarmRequest.Confirm("done", Optional.of(alarm.raisedAt()));
    }

    private static Kind[] kinds(Random random) {
        List<Kind> kinds = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            kinds.add(KINDS.get(random.nextInt(KINDS.size())));
        }
        return kinds.toArray(Kind[]::new);
    }
}
