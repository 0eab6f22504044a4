package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.access.Seats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.AddNodesItem;
import org.eclipse.milo.opcua.stack.core.types.structured.AddNodesRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit of the door, one step beyond it. Afterwards the next client is served as before. */
@Tag("wire")
class LimitsTest {

    @TempDir
    Path directory;

    private APlant plant;

    @BeforeEach
    void open() throws Exception {
        plant = APlant.whereNoTimePasses(directory);
    }

    @AfterEach
    void close() {
        try {
            assertThat(Calls.works(plant.trusted(Comes.properly())))
                    .as("the next client")
                    .isTrue();
        } catch (Exception e) {
            throw new AssertionError("the next client does not come in", e);
        } finally {
            plant.close();
        }
    }

    @Test
    void whenOthersHaveTakenAllOrdinarySessionsAnOperatorStillComesInAndThenTheDoorIsFull() throws Exception {
        for (String screen : List.of("screen-1", "screen-2", "screen-3")) {
            plant.also(screen, Role.VIEWER);
        }
        plant.also("anna", Role.OPERATOR);
        List<OpcUaClient> guests = new ArrayList<>();
        for (int i = 0; i < Seats.ALL_MAX - Seats.FOR_THOSE_WHO_RUN; i++) {
            guests.add(comes("screen-" + (1 + i / Seats.OF_ONE_MAX)));
        }
        Calls.assertRefused(() -> comes("screen-1"), StatusCodes.Bad_TooManySessions); // it has its 20
        Calls.assertRefused(() -> comes("screen-3"), StatusCodes.Bad_TooManySessions);
        for (int i = 0; i < Seats.FOR_THOSE_WHO_RUN; i++) {
            guests.add(comes("anna"));
        }
        Calls.assertRefused(() -> comes("anna"), StatusCodes.Bad_TooManySessions);
        assertThat(guests).allMatch(Calls::works);

        // more than the next client needs: those that were refused try on by themselves, and would take one seat
        for (OpcUaClient one : guests.subList(Seats.ALL_MAX - Seats.FOR_THOSE_WHO_RUN, Seats.ALL_MAX)) {
            OpcUaClient unusedGone = one.disconnect();
        }
    }

    @Test
    void asManyItemsAreMonitoredAsTheDoorBearsAndTheNextOneIsNot() throws Exception {
        plant.also("historian", Role.VIEWER);
        List<OpcUaClient> all = new ArrayList<>();
        for (int i = 0; i < ServerLimits.ITEMS / ServerLimits.ITEMS_PER_SESSION; i++) {
            OpcUaClient client = comes("historian");
            assertThat(Calls.items(client, Calls.subscription(client), ServerLimits.ITEMS_PER_SESSION, 1))
                    .allMatch(result -> result.getStatusCode().isGood());
            all.add(client);
        }

        OpcUaClient last = plant.trusted(Comes.properly());
        assertThat(Calls.items(last, Calls.subscription(last), 1, 1))
                .extracting(result -> result.getStatusCode().value())
                .containsExactly(StatusCodes.Bad_TooManyMonitoredItems);
        assertThat(all).allMatch(Calls::works);
    }

    @Test
    void aSessionHasTenSubscriptionsAndAThousandItemsWithQueuesOfAThousandValues() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());
        UInteger first = Calls.subscription(client);
        for (int i = 1; i < ServerLimits.SUBSCRIPTIONS_PER_SESSION; i++) {
            UInteger unusedMore = Calls.subscription(client);
        }
        Calls.assertRefused(() -> Calls.subscription(client), StatusCodes.Bad_TooManySubscriptions);

        Calls.assertRefused(
                () -> Calls.items(client, first, ServerLimits.ITEMS_PER_CALL + 1, 1),
                StatusCodes.Bad_TooManyOperations);
        assertThat(Calls.items(client, first, 1, 65_535))
                .extracting(result -> result.getRevisedQueueSize().intValue())
                .containsExactly(ServerLimits.QUEUED_VALUES);
        assertThat(Calls.items(client, first, ServerLimits.ITEMS_PER_SESSION, 1))
                .filteredOn(result -> result.getStatusCode().value() == StatusCodes.Bad_TooManyMonitoredItems)
                .hasSize(1);
    }

    @Test
    void sessionsThatNobodyLogsInToMakeRoomAndEndSoon() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());
        for (int i = 0; i < 2 * Seats.ALL_MAX; i++) {
            Calls.open(client);
        }

        assertThat(plant.sessions()).isEqualTo(ServerLimits.UNACTIVATED_SESSIONS + 1);
        assertThat(Calls.works(plant.trusted(Comes.properly()))).isTrue();
        plant.later(ServerLimits.UNACTIVATED_MAX.plusSeconds(1));
        assertThat(plant.sessions()).isEqualTo(2);
        assertThat(Calls.works(client)).isTrue();
    }

    @Test
    void aSubscriptionThatNobodyComesBackForIsDeleted() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());
        assertThat(Calls.items(client, Calls.subscription(client), 10, 1)).hasSize(10);
        UaResponseMessageType unusedClosed = client.sendRequest(new CloseSessionRequest(
                client.newRequestHeader(client.getSession().getAuthenticationToken()), false));

        plant.later(Duration.ZERO);
        assertThat(plant.subscriptions()).isEqualTo(1);
        plant.later(ServerLimits.ORPHANED_MAX.plusSeconds(1));
        assertThat(plant.subscriptions()).isZero();
    }

    @Test
    void nobodyWritesAValueOrMakesNodesOrIsToldOfTheSessionsOfOthers() throws Exception {
        plant.also("screen", Role.VIEWER);
        OpcUaClient viewer = comes("screen");
        NodeId flag = NodeIds.Server_ServerDiagnostics_EnabledFlag;
        AddNodesRequest add = new AddNodesRequest(
                viewer.newRequestHeader(viewer.getSession().getAuthenticationToken()), new AddNodesItem[0]);

        assertThat(viewer.writeValues(List.of(flag), List.of(DataValue.valueOnly(new Variant(true)))))
                .extracting(StatusCode::value)
                .containsExactly(StatusCodes.Bad_UserAccessDenied);
        Calls.assertRefused(() -> viewer.sendRequest(add), StatusCodes.Bad_ServiceUnsupported);
        assertThat(viewer.readValue(0.0, TimestampsToReturn.Both, flag).value().value())
                .isEqualTo(false);
        assertThat(viewer.readValue(
                                0.0,
                                TimestampsToReturn.Both,
                                NodeIds
                                        .Server_ServerDiagnostics_SessionsDiagnosticsSummary_SessionSecurityDiagnosticsArray)
                        .statusCode()
                        .isGood())
                .isFalse();
    }

    private OpcUaClient comes(String name) throws Exception {
        return plant.trusted(Comes.properly().as(new UsernameProvider(name, APlant.PASSWORD)));
    }
}
