package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.Concern;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to an alarm, and however a SCADA hears of it, it is told which operation, part and evidence it is about. */
@Tag("wire")
class ConcernedConditionsTest {

    private static final String NAME = AlarmStage.ABORTED.toString();
    private static final String[] FIELDS = {"Cell", "Part", "Operation", "Attempt", "Step", "Evidence"};
    private static final List<Object> IN_HAND =
            List.of("TRAY-A", "R-0007", "insert-tray-3", "2", "push", "R-0007/insert-tray-3/1");
    private static final Concern LATER =
            new Concern("TRAY-A", "R-0008", "screw-busbar", 1, "tighten", "R-0008/screw-busbar/4");

    @TempDir
    Path directory;

    private AlarmStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new AlarmStage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyEventOfAnAlarmSaysWhatItIsAboutWhenItComesAndInTheHistory() throws Exception {
        List<Event> live = lived();

        assertThat(live)
                .hasSize(7)
                .allSatisfy(event -> assertThat(event.of(FIELDS)).isEqualTo(IN_HAND));

        List<Event> past = history();
        assertThat(past.stream().map(Event::id))
                .containsExactlyElementsOf(live.stream().map(Event::id).toList());
        assertThat(past).allSatisfy(event -> assertThat(event.of(FIELDS)).isEqualTo(IN_HAND));
    }

    @Test
    void whoHasJustComeIsToldWhatAnOpenAlarmIsAbout() throws Exception {
        stage.raised(AlarmStage.ABORTED, Optional.of("it is known why"));
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        AlarmClient other = new AlarmClient(stage.plant.trusted(Comes.properly()));
        List<UInteger> ids = other.listen(NodeIds.Server);

        assertThat(other.call(NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, new Variant(ids.get(0))))
                .isEqualTo(StatusCode.GOOD);
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> other.heard().stream().anyMatch(event -> NAME.equals(event.nameOrMessage())));

        assertThat(other.last(NAME).of(FIELDS)).isEqualTo(IN_HAND);
    }

    @Test
    void anAlarmThatIsRaisedAnewIsAboutWhatIsInHandThen() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        stage.raised(AlarmStage.ABORTED);
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        stage.inHand = Optional.of(LATER);
        stage.raised(AlarmStage.ABORTED);

        List<Object> later = List.of("TRAY-A", "R-0008", "screw-busbar", "1", "tighten", "R-0008/screw-busbar/4");
        assertThat(stage.heard(NAME, "TimesRaised", "2").of(FIELDS)).isEqualTo(later);
        assertThat(history().stream().map(event -> event.of(FIELDS))).containsExactly(IN_HAND, IN_HAND, later);
    }

    @Test
    void whatAnOlderReleaseRaisedIsHeardAtItsCellAndSaysNothingOfWhatWasInHand() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(stage.scada.node("Line.Cells.TRAY-A"));
        stage.inHand = Optional.empty();
        stage.raised(AlarmStage.ABORTED);

        List<Object> nothing = List.of("", "", "", "0", "", "");
        assertThat(stage.heard(NAME, "ActiveState/Id", "true").of(FIELDS)).isEqualTo(nothing);
        assertThat(history().stream().map(event -> event.of(FIELDS))).containsExactly(nothing);
    }

    /** Everything that can happen to an alarm, while the cell goes on with something else. */
    private List<Event> lived() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        stage.raised(AlarmStage.ABORTED, Optional.of("it is known why"));
        List<Event> live = new ArrayList<>(List.of(stage.heard(NAME, "ActiveState/Id", "true")));
        stage.inHand = Optional.of(LATER);
        Instant until = stage.now().plusSeconds(3_600);
        live.add(happens(new AlarmEvent.AlarmCommented(AlarmStage.ABORTED, "op", "a hose", stage.now())));
        live.add(happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.ABORTED, "op", "I go there", stage.now())));
        live.add(happens(new AlarmEvent.AlarmShelved(AlarmStage.ABORTED, "op", until, "it chatters", stage.now())));
        live.add(happens(new AlarmEvent.AlarmUnshelved(AlarmStage.ABORTED, "op", "taken back", stage.now())));
        live.add(happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now())));
        live.add(happens(new AlarmEvent.AlarmConfirmed(AlarmStage.ABORTED, "op", "a new hose", stage.now())));
        return live;
    }

    private Event happens(AlarmEvent event) {
        stage.happens(event);
        Awaitility.await(event.toString())
                .atMost(AlarmStage.PATIENCE)
                .until(() -> stage.scada.last(NAME).time("Time").equals(event.at()));
        return stage.scada.last(NAME);
    }

    private List<Event> history() throws Exception {
        return stage.scada.events(stage.scada.history(
                stage.scada.node("Line.Alarms"), AlarmStage.START, stage.now(), 0, ByteString.NULL_VALUE));
    }
}
