package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plant's system reads why a cell or a rack stands, down to what would free it. */
@Tag("wire")
class WhyNodesTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Cause HELD =
            Cause.root(Kind.HELD, "TRAY-A", "held by anna: coffee", "mortise unhold TRAY-A, when its reason is gone");
    private static final Cause STOP = Cause.root(
            Kind.EMERGENCY_STOP_OBSERVED,
            "TRAY-A",
            "an emergency stop is observed",
            "a person releases it at the cell");

    @Test
    void aCellSaysItsSymptomAndEachOfItsRootsWithWhatWouldFreeIt() throws Exception {
        Cause both =
                new Cause(Kind.HELD, "TRAY-A", HELD.text() + "; " + STOP.text(), HELD.remedy(), List.of(HELD, STOP));

        plant.board.put(cell(both));

        Awaitility.await().atMost(PATIENCE).until(() -> "HELD".equals(value("Line.Cells.TRAY-A.Why.Kind")));
        assertThat(value("Line.Cells.TRAY-A.Why.Text"))
                .isEqualTo(LocalizedText.english("held by anna: coffee; an emergency stop is observed"));
        assertThat((Object[]) value("Line.Cells.TRAY-A.Why.RootKinds"))
                .containsExactly("HELD", "EMERGENCY_STOP_OBSERVED");
        assertThat((Object[]) value("Line.Cells.TRAY-A.Why.RootSubjects")).containsExactly("TRAY-A", "TRAY-A");
        assertThat((Object[]) value("Line.Cells.TRAY-A.Why.RootTexts"))
                .containsExactly(LocalizedText.english(HELD.text()), LocalizedText.english(STOP.text()));
        assertThat((Object[]) value("Line.Cells.TRAY-A.Why.RootRemedies"))
                .containsExactly(LocalizedText.english(HELD.remedy()), LocalizedText.english(STOP.remedy()));
    }

    @Test
    void aRackOnTheLineSaysWhyItWaitsUntilItIsReleased() {
        plant.board.put(ARackView.held("R-7", "BUF-1"));
        Awaitility.await().atMost(PATIENCE).until(() -> "NOT_HEARD_YET".equals(value("Line.Racks.R-7.Kind")));

        plant.board.put(ARackView.released("R-7"));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read("Line.Racks.R-7.Kind").statusCode().value() == StatusCodes.Bad_NodeIdUnknown);
    }

    private Object value(String path) throws UaException {
        return requireNonNull(read(path).value().value(), path);
    }

    private DataValue read(String path) throws UaException {
        NodeId id = new NodeId(requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI)), path);
        return client.readValue(0.0, TimestampsToReturn.Both, id);
    }

    private static PlantView.CellView cell(Cause cause) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                "HELD",
                "PRODUCE",
                "UP",
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of("coffee (anna)"),
                cause.text(),
                cause,
                PlantView.Equipment.UNKNOWN);
    }
}
