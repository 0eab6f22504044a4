package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.AlarmsView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** The one way to bring alarms onto a plant's board, and a SCADA that hears of them. */
final class AlarmStage implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
    static final AlarmId LINK = new AlarmId("TRAY-A", Kind.LINK_DOWN);
    static final AlarmId ABORTED = new AlarmId("TRAY-A", Kind.UNIT_ABORTED);
    static final String NAME = LINK.toString();

    /** What TRAY-A has in hand whenever an alarm is raised. */
    static final Concern IN_HAND =
            new Concern("TRAY-A", "R-0007", "insert-tray-3", 2, "push", "R-0007/insert-tray-3/1");

    final APlant plant;
    final AlarmClient scada;
    private AlarmBook book = AlarmBook.EMPTY;
    private Instant now = START;
    Optional<Concern> inHand = Optional.of(IN_HAND);

    AlarmStage(Path directory) throws Exception {
        plant = new APlant(directory);
        scada = new AlarmClient(plant.trusted(Comes.properly()));
    }

    Instant now() {
        return now;
    }

    Event raisedAndHeard() throws Exception {
        List<UInteger> unusedIds = scada.listen(NodeIds.Server);
        raised(LINK);
        return heard(NAME, "ActiveState/Id", "true");
    }

    Event heard(String alarm, String field, String value) {
        Callable<Boolean> heard = () -> scada.heard().stream()
                .filter(event -> alarm.equals(event.nameOrMessage()))
                .reduce((first, last) -> last)
                .filter(event -> value.equals(event.get(field)))
                .isPresent();
        Awaitility.await(alarm + " with " + field + " " + value)
                .atMost(PATIENCE)
                .until(heard);
        return scada.last(alarm);
    }

    void raised(AlarmId alarm) {
        raised(alarm, Optional.empty());
    }

    void raised(AlarmId alarm, Optional<String> confirm) {
        happens(new AlarmEvent.AlarmRaised(
                alarm, Priority.MEDIUM, "the PLC is silent", "look at the switch", confirm, inHand, now));
    }

    void happens(AlarmEvent event) {
        book = book.apply(event);
        now = now.plusSeconds(10);
        plant.board.put(AlarmsView.of(book, now), book.history());
    }

    @Override
    public void close() {
        plant.close();
    }
}
