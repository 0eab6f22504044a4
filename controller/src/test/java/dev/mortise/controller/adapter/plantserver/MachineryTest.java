package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The line and its cells are machines of OPC 40001-1. */
@Tag("wire")
class MachineryTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BLOCKS = "MachineryBuildingBlocks.";
    private static final String CELL = "Line.Cells.TRAY-A.";
    private static final int MACHINES = 1_001;

    @Test
    void theLineAndItsCellsAreAmongTheMachinesWithWhatMortiseKnowsOfThem() throws Exception {
        assertThat(machines()).containsExactlyInAnyOrder("Line", "TRAY-A", "LEAK-A");
        assertThat(text(identification("Line.", "ProductInstanceUri"))).isEqualTo("urn:mortise:plant:plant-1");
        assertThat(text(identification("Line.", "SoftwareRevision"))).isEqualTo("1.2.3");
        assertThat(text(identification(CELL, "ProductInstanceUri"))).isEqualTo("urn:mortise:plant:plant-1:TRAY-A");
        assertThat(text(identification(CELL, "AssetId"))).isEqualTo("TRAY-A");
        assertThat(identification(CELL, "Manufacturer").statusCode().isBad()).isTrue();
        assertThat(identification(CELL, "SerialNumber").statusCode().isBad()).isTrue();
    }

    @Test
    void aCellsStateAndModeAreThoseOfItsUnitAndOfTheLine() {
        plant.board.put(cell("EXECUTE", "MAINTENANCE", "UP"));
        shows(CELL, "Executing", "Maintenance", true);
        shows("Line.", "Executing", "Maintenance", true);

        plant.board.put(cell("ABORTED", "PRODUCE", "UP"));
        shows(CELL, "OutOfService", "Processing", true);
        shows("Line.", "OutOfService", "Processing", false); // what the other cell does nobody knows
        plant.board.put(ACellView.idle("LEAK-A", "IDLE"));
        shows("Line.", "NotExecuting", "Processing", true);
    }

    @Test
    void aCellWhosePlcIsSilentIsNotAvailableAndThatIsNotGood() {
        plant.board.put(cell("EXECUTE", "PRODUCE", "UP"));
        shows(CELL, "Executing", "Processing", true);

        plant.board.put(cell("EXECUTE", "PRODUCE", "DOWN"));
        shows(CELL, "NotAvailable", "None", false);
        shows("Line.", "NotAvailable", "None", false);
    }

    private void shows(String machine, String state, String mode, boolean good) {
        Awaitility.await(machine).atMost(PATIENCE).until(() -> {
            DataValue item = read(machine + BLOCKS + "MachineryItemState/0:CurrentState");
            DataValue operation = read(machine + BLOCKS + "MachineryOperationMode/0:CurrentState");
            return text(item).equals(state)
                    && text(operation).equals(mode)
                    && item.statusCode().isGood() == good
                    && operation.statusCode().isGood() == good;
        });
    }

    private List<String> machines() throws UaException {
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/Machinery/"));
        var references = client.browse(new BrowseDescription(
                        new NodeId(model, Unsigned.uint(MACHINES)),
                        BrowseDirection.Forward,
                        NodeIds.Organizes,
                        true,
                        Unsigned.uint(0),
                        Unsigned.uint(BrowseResultMask.All.getValue())))
                .getReferences();
        return Arrays.stream(requireNonNull(references))
                .map(reference -> String.valueOf(reference.getBrowseName().name()))
                .toList();
    }

    private DataValue identification(String machine, String property) throws UaException {
        UShort di = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/DI/"));
        return read(machine + "Identification/" + di + ":" + property);
    }

    private DataValue read(String path) throws UaException {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        return client.readValue(0.0, TimestampsToReturn.Both, new NodeId(line, path));
    }

    private static String text(DataValue value) {
        Object read = value.value().value();
        return read instanceof LocalizedText text ? String.valueOf(text.text()) : String.valueOf(read);
    }

    private static PlantView.CellView cell(String state, String mode, String link) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                state,
                mode,
                link,
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "",
                Cause.root(Cause.Kind.NOT_HEARD_YET, "TRAY-A", "waits", "time passes"),
                PlantView.Equipment.UNKNOWN);
    }
}
