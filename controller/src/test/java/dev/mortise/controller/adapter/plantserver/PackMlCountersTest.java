package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.PermissiveView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a unit has done, why it stopped, and whom it waits for, as a client reads it by the published types. */
@Tag("wire")
class PackMlCountersTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Cause WAITS = Cause.root(Kind.NO_WORK, "LEAK-A", "waits for a rack", "time passes");
    private static final Cause HELD = Cause.root(Kind.HELD, "SCREW-A", "is held by anna", "release it");
    private static final PlantView.RackView R_1 = rack("R-1", "LEAK-A", HELD);

    @Test
    void attemptsAreCountedByRackTypeAndThoseThatFailedOnceMore() {
        plant.board.caughtUp();
        plant.board.put(R_1);
        plant.board.put(ABuild.started("R-1"));
        plant.board.put(cell("UP", Optional.of("R-1"), "leak", WAITS));
        counts("ProdProcessedCount", "1 nvl72 0 0", "2 small 0 0");

        plant.board.put(ABuild.leaking("R-1"));
        plant.board.put(cell("UP", Optional.of("R-1"), "", WAITS));
        counts("ProdProcessedCount", "1 nvl72 1 1", "2 small 0 0");
        counts("ProdDefectiveCount", "1 nvl72 1 1", "2 small 0 0");

        plant.board.put(rack("R-2", "LEAK-A", HELD));
        plant.board.put(ABuild.tested("R-2"));
        plant.board.put(cell("UP", Optional.of("R-2"), "", WAITS));
        counts("ProdProcessedCount", "1 nvl72 1 2", "2 small 0 0");
        counts("ProdDefectiveCount", "1 nvl72 0 1", "2 small 0 0");
    }

    @Test
    void whatWasDoneBeforeThisStartIsOfTheJobInHandAndNotOfTheSum() {
        plant.board.put(R_1);
        plant.board.put(ABuild.tested("R-1"));
        plant.board.caughtUp();
        plant.board.put(cell("UP", Optional.of("R-1"), "", WAITS));

        counts("ProdProcessedCount", "1 nvl72 1 0", "2 small 0 0");
    }

    @Test
    void theAlarmsOfTheUnitAreItsOwnAndTheFirstThatStoodIsTheReasonOfItsStop() throws Exception {
        AlarmBook book = AlarmBook.EMPTY
                .apply(raised("LEAK-A", Kind.GUARD_OPEN, "the guard is open", NOW))
                .apply(raised("LEAK-A", Kind.HELD, "is held", NOW.plusSeconds(1)))
                .apply(raised("TRAY-A", Kind.LINK_DOWN, "the PLC is silent", NOW))
                .apply(new AlarmEvent.AlarmAcknowledged(
                        new AlarmId("LEAK-A", Kind.HELD), "op", "", NOW.plusSeconds(2)));
        plant.board.put(AlarmsView.of(book, NOW), book.history());
        plant.board.put(cell("UP", Optional.empty(), "", WAITS));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> structures("Admin/M:Alarm").size() == 2);
        assertThat(structures("Admin/M:Alarm").get(1).getMembers())
                .containsEntry("ID", 11)
                .containsEntry("Value", 500)
                .containsEntry("Message", "is held")
                .containsEntry("Category", 3)
                .containsEntry("DateTime", new DateTime(NOW.plusSeconds(1)))
                .containsEntry("AckDateTime", new DateTime(NOW.plusSeconds(2)))
                .containsEntry("Trigger", true);
        assertThat(decoded(requireNonNull(read("Admin/M:StopReason").value().value()))
                        .getMembers())
                .containsEntry("ID", 5)
                .containsEntry("Message", "the guard is open");
    }

    @Test
    void aUnitWithoutAnAlarmHasNoReasonOfAStopAndNobodyKnowsOneWhileAlarmsAreNotKept() {
        plant.board.put(cell("UP", Optional.empty(), "", WAITS));
        Awaitility.await().atMost(PATIENCE).until(() -> status("Admin/M:StopReason") == StatusCodes.Bad_NoData);

        plant.board.put(AlarmsView.unkept("the disk is full"), List.of());
        Awaitility.await().atMost(PATIENCE).until(() -> status("Admin/M:Alarm") == StatusCodes.Bad_NoCommunication);
    }

    @Test
    void interlocksAreThoseThatThePlcTellsTrueWhereTheyKeepTheUnitFromWork() {
        plant.board.put(cell("UP", Optional.empty(), "", WAITS));
        shows("Status/M:MaterialInterlock", "[false, true]");
        shows("Status/M:MaterialInterlocked", "true");
        shows("Status.InterlockNames", "[air, feeder]");

        plant.board.put(cell("DOWN", Optional.empty(), "", WAITS));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> status("Status/M:MaterialInterlocked") == StatusCodes.Bad_NoCommunication);
    }

    @Test
    void aUnitIsBlockedWhenItsRackCannotGoOnAndStarvedWhenThereIsNoneAndWorkWaitsElsewhere() {
        plant.board.put(cell("UP", Optional.empty(), "", WAITS));
        waits("false", "false");

        plant.board.put(rack("R-9", "SCREW-A", HELD));
        waits("false", "true");

        plant.board.put(rack("R-1", "LEAK-A", new Cause(Kind.WAITS_FOR_CELL, "R-1", "waits", "time", List.of(HELD))));
        waits("true", "false");

        plant.board.put(cell("UP", Optional.of("R-1"), "leak", WAITS));
        waits("false", "false");

        plant.board.put(cell("DOWN", Optional.of("R-1"), "", WAITS));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> status("Status/M:EquipmentBlocked") == StatusCodes.Bad_NoCommunication);
    }

    private void waits(String blocked, String starved) {
        shows("Status/M:EquipmentBlocked", blocked);
        shows("Status/M:EquipmentStarved", starved);
    }

    private void counts(String member, String... expected) {
        Awaitility.await(member + " is " + List.of(expected))
                .atMost(PATIENCE)
                .until(() -> structures("Admin/M:" + member).stream()
                        .map(count -> count.getMembers().get("ID") + " "
                                + count.getMembers().get("Name") + " "
                                + count.getMembers().get("Count") + " "
                                + count.getMembers().get("AccCount"))
                        .toList()
                        .equals(List.of(expected)));
    }

    private void shows(String path, String expected) {
        Awaitility.await(path + " is " + expected).atMost(PATIENCE).until(() -> {
            Object value = read(path).value().value();
            return expected.equals(value instanceof Object[] list ? Arrays.toString(list) : String.valueOf(value));
        });
    }

    private List<DynamicStructType> structures(String path) throws UaException {
        Object value = read(path).value().value();
        return value instanceof ExtensionObject[] all
                ? Arrays.stream(all).map(this::decoded).toList()
                : List.of();
    }

    /** As a client reads it that has the types from the server. */
    private DynamicStructType decoded(Object value) {
        try {
            return (DynamicStructType) ((ExtensionObject) value).decode(client.getDynamicEncodingContext());
        } catch (UaException e) {
            throw new IllegalStateException(e);
        }
    }

    private long status(String path) throws UaException {
        return read(path).statusCode().value();
    }

    private DataValue read(String path) throws UaException {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/PackML/"));
        String id = "Line.Cells.LEAK-A/M:" + path;
        return client.readValue(0.0, TimestampsToReturn.Both, new NodeId(line, id.replace("M:", model + ":")));
    }

    private static AlarmEvent raised(String source, Kind kind, String text, Instant at) {
        return new AlarmEvent.AlarmRaised(
                new AlarmId(source, kind), Priority.MEDIUM, text, "look", Optional.empty(), Optional.empty(), at);
    }

    private static PlantView.RackView rack(String id, String place, Cause cause) {
        return ARackView.at(id, place).because(cause);
    }

    private static PlantView.CellView cell(String link, Optional<String> rack, String operation, Cause cause) {
        boolean heard = link.equals("UP");
        return new PlantView.CellView(
                "LEAK-A",
                "leak test",
                "EXECUTE",
                "PRODUCE",
                link,
                rack,
                operation,
                0,
                "",
                100,
                List.of(),
                "",
                cause,
                new PlantView.Equipment(
                        heard,
                        List.of(
                                new PermissiveView("air", true, Optional.empty(), false),
                                new PermissiveView("feeder", false, Optional.empty(), true)),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
    }
}
