package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.port.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plant's system orders racks by OPC 10031-4 and follows them. */
@Tag("wire")
class JobControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private APlant plant;
    private JobClient client;

    @BeforeEach
    void connect() throws Exception {
        plant = new APlant(directory);
        client = new JobClient(plant.trusted(Comes.properly()), plant.jobStructures());
    }

    @AfterEach
    void close() {
        plant.close();
    }

    @Test
    void anOrderIsOrderedOnceHoweverOftenItIsSent() throws Exception {
        assertThat(client.order("R-1", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.list()).containsExactly("R-1 nvl72 AllowedToStart");

        assertThat(client.order("R-1", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.ID_USED));

        assertThat(plant.desk.asked).containsExactly("order R-1 nvl72 by op");
    }

    @Test
    void anOrderIsFollowedByEventsToItsResponseWithWhatWasMeasured() throws Exception {
        List<String> events = client.events();
        assertThat(client.order("R-1", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.DONE));

        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        plant.board.put(ABuild.released("R-1"));
        Awaitility.await().atMost(PATIENCE).until(() -> events.contains("R-1 Running of R-1 nvl72"));
        plant.desk.builds.put("R-1", ABuild.released("R-1"));
        plant.board.put(ARackView.released("R-1"));

        Awaitility.await().atMost(PATIENCE).until(() -> events.size() == 2);
        assertThat(events).containsExactly("R-1 Running of R-1 nvl72", "R-1 Ended of R-1 nvl72");
        JobClient.Response response = client.response("R-1");
        assertThat(response.status()).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(response.states()).containsExactly("Ended");
        assertThat(response.started()).isEqualTo(ABuild.STARTED);
        assertThat(response.ended()).isEqualTo(ABuild.RELEASED);
        assertThat(response.data())
                .contains(
                        "leak VALID",
                        "leak.Verdict OK",
                        "leak.Cell LEAK-A",
                        "leak.test.leak_rate 0.25 mbar·l/s",
                        "leak.test.leak_rate.HighLimit 0.5");
    }

    @Test
    void responsesAreHadByState() throws Exception {
        plant.board.put(ARackView.at("R-1", ""));
        plant.board.put(ARackView.at("R-2", "TRAY-A"));
        plant.board.put(ARackView.released("R-3"));

        assertThat(client.responsesOf(JobState.ALLOWED_TO_START, JobState.ENDED))
                .containsExactly("R-1", "R-3");
        assertThat(client.responsesOf(JobState.ABORTED)).isEmpty();
    }

    @Test
    void anOrderIsStoredAllowedToStartRevokedAndTakenBackAsTheStatesSay() throws Exception {
        assertThat(client.send("Store", client.job("R-1", "nvl72"))).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.list()).containsExactly("R-1 nvl72 NotAllowedToStart");
        assertThat(client.name("RevokeStart", "R-1")).isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));

        assertThat(client.name("Start", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.list()).containsExactly("R-1 nvl72 AllowedToStart");
        assertThat(client.name("Start", "R-1")).isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));
        assertThat(client.name("RevokeStart", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.list()).containsExactly("R-1 nvl72 NotAllowedToStart");

        assertThat(client.name("Cancel", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(plant.desk.asked)
                .containsExactly(
                        "store R-1 nvl72 by op",
                        "AllowStart[] of R-1 by op",
                        "RevokeStart[] of R-1 by op",
                        "Abandon[reason=Cancel of its job order, how=CANCEL] of R-1 by op");
    }

    @Test
    void anOrderThatWasTakenBackIsNotInTheList() throws Exception {
        plant.board.put(ARackView.abandoned("R-1", Abandonment.CANCEL));
        plant.board.put(ARackView.abandoned("R-2", Abandonment.ABORT));
        plant.board.put(ARackView.abandoned("R-3", Abandonment.STOP));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client.list().equals(List.of("R-2 nvl72 Aborted", "R-3 nvl72 Ended")));
        assertThat(client.response("R-1").status()).isEqualTo(JobWords.bits(JobAnswer.UNKNOWN_ORDER));
    }

    @Test
    void theResponseToAnAbortedOrderHasWhatWasFoundAndWhoAbortedIt() throws Exception {
        plant.board.put(ARackView.abandoned("R-1", Abandonment.ABORT));
        plant.desk.builds.put("R-1", ABuild.abandoned("R-1"));
        Awaitility.await().atMost(PATIENCE).until(() -> client.list().equals(List.of("R-1 nvl72 Aborted")));

        JobClient.Response response = client.response("R-1");

        assertThat(response.ended()).as("when what ran had ended").isEqualTo(ABuild.RELEASED);
        assertThat(response.data())
                .contains("Abandoned ABORT", "Abandoned.Reason the frame is bent", "Abandoned.By mes", "leak VALID");
    }

    @Test
    void anOrderUnderWayIsPausedResumedStoppedAndAbortedWithTheWordsOfWhoeverWantsIt() throws Exception {
        List<String> events = client.events();
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        Awaitility.await().atMost(PATIENCE).until(() -> client.list().equals(List.of("R-1 nvl72 Running")));

        assertThat(client.name("Pause", "R-1", "the customer comes by")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        plant.board.put(ARackView.held("R-1", "TRAY-A"));
        Awaitility.await().atMost(PATIENCE).until(() -> events.contains("R-1 Interrupted of R-1 nvl72"));
        assertThat(client.name("Pause", "R-1")).isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));
        assertThat(client.name("Resume", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.name("Stop", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.name("Abort", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.name("Cancel", "R-1")).as("it has entered").isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));
        plant.board.put(ARackView.abandoned("R-1", Abandonment.ABORT));

        Awaitility.await().atMost(PATIENCE).until(() -> events.contains("R-1 Aborted of R-1 nvl72"));
        assertThat(plant.desk.asked)
                .containsExactly(
                        "Hold[reason=the customer comes by] of R-1 by op",
                        "Unhold[] of R-1 by op",
                        "Abandon[reason=Stop of its job order, how=STOP] of R-1 by op",
                        "Abandon[reason=Abort of its job order, how=ABORT] of R-1 by op");
    }

    @Test
    void whatOnlyPeopleCanResumeIsNotResumed() throws Exception {
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        plant.board.questions("R-1", List.of(ARackView.question("R-1")));
        Awaitility.await().atMost(PATIENCE).until(() -> client.list().equals(List.of("R-1 nvl72 Interrupted")));

        assertThat(client.name("Resume", "R-1")).isEqualTo(JobWords.bits(JobAnswer.NOT_TAKEN));
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void ofAnOrderThatHasNotStartedThePriorityIsUpdatedAndNothingElse() throws Exception {
        plant.board.put(ARackView.stored("R-1"));
        plant.board.put(ARackView.at("R-2", "TRAY-A"));

        assertThat(client.send("Update", client.job("R-1", "nvl72", "Priority")))
                .isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.send("Update", client.job("R-1", "nvl72")))
                .as("it says what the line has")
                .isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.send("Update", client.job("R-1", "boat"))).isEqualTo(JobWords.bits(JobAnswer.NOT_TAKEN));
        assertThat(client.send("Update", client.job("R-1", "nvl72", "StartTime")))
                .isEqualTo(JobWords.bits(JobAnswer.NOT_TAKEN));
        assertThat(client.send("Update", client.job("R-2", "nvl72", "Priority")))
                .as("it runs")
                .isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));
        assertThat(client.send("Store", client.job("R-3", "nvl72", "Priority")))
                .isEqualTo(JobWords.bits(JobAnswer.DONE));

        assertThat(plant.desk.asked)
                .containsExactly("Prioritize[priority=5] of R-1 by op", "store R-3 nvl72 priority 5 by op");
    }

    @Test
    void aViewerMayPauseAndNothingElse() throws Exception {
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        JobClient viewer = new JobClient(
                plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD))),
                plant.jobStructures());

        assertThat(viewer.name("Pause", "R-1")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        for (String method : List.of("Resume", "Stop", "Abort")) {
            assertThatThrownBy(() -> viewer.name(method, "R-1")).isInstanceOf(UaException.class);
        }
        assertThat(plant.desk.asked).containsExactly("Hold[reason=Pause of its job order] of R-1 by viewer");
    }

    @Test
    void anOrderThatIsOverIsClearedAndStaysCleared() throws Exception {
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        plant.board.put(ARackView.released("R-2"));
        plant.board.put(ARackView.released("R-3"));

        assertThat(client.name("Clear", "R-1")).isEqualTo(JobWords.bits(JobAnswer.WRONG_STATE));
        assertThat(client.name("Clear", "R-2")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.name("Clear", "R-3")).isEqualTo(JobWords.bits(JobAnswer.DONE));

        Awaitility.await().atMost(PATIENCE).until(() -> client.list().equals(List.of("R-1 nvl72 Running")));
        assertThat(ClearedOrders.in(directory).ids()).containsExactlyInAnyOrder("R-2", "R-3");
        assertThat(client.name("Clear", "R-2")).isEqualTo(JobWords.bits(JobAnswer.UNKNOWN_ORDER));
        assertThat(client.response("R-2").status()).isEqualTo(JobWords.bits(JobAnswer.UNKNOWN_ORDER));
    }

    @Test
    void asManyOrdersAreOpenAsTheLineTakesAndOneMoreIsRefused() throws Exception {
        for (int i = 1; i < client.max(); i++) {
            plant.board.put(ARackView.at("R-" + i, ""));
        }
        plant.board.put(ARackView.released("R-OLD"));

        assertThat(client.order("LAST", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.DONE));
        assertThat(client.order("ONE-MORE", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.FULL));

        assertThat(plant.desk.asked).containsExactly("order LAST nvl72 by op");
    }

    @Test
    void anOrderTheLineDoesNotTakeIsNotTaken() throws Exception {
        plant.desk.refusal = Optional.of(new Desk.Reply.Refused("no rack type 'boat'"));
        assertThat(client.order("R-1", "boat")).isEqualTo(JobWords.bits(JobAnswer.NOT_TAKEN));

        plant.desk.refusal = Optional.of(new Desk.Reply.Unanswered("no answer within 5 s"));
        assertThat(client.order("R-1", "nvl72")).isEqualTo(JobWords.bits(JobAnswer.NOT_KNOWN));

        assertThat(client.list()).isEmpty();
    }

    @Test
    void whatCannotBeReadAsAnOrderIsInvalidAndChangesNothing() throws Exception {
        assertThat(client.send("StoreAndStart", "R-1")).isEqualTo(JobWords.bits(JobAnswer.INVALID));
        assertThat(client.send("Clear", client.job("R-1", "nvl72"))).isEqualTo(JobWords.bits(JobAnswer.INVALID));
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void aViewerReadsAndOrdersNothing() throws Exception {
        plant.board.put(ARackView.released("R-1"));
        JobClient viewer = new JobClient(
                plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD))),
                plant.jobStructures());

        assertThat(viewer.response("R-1").states()).containsExactly("Ended");
        assertThatThrownBy(() -> viewer.order("R-2", "nvl72"))
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().value())
                                .isEqualTo(StatusCodes.Bad_UserAccessDenied));
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void aRackThatAPersonIsAskedAboutIsInterrupted() throws Exception {
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        plant.board.questions("R-1", List.of(ARackView.question("R-1")));

        Awaitility.await().atMost(PATIENCE).until(() -> client.list().equals(List.of("R-1 nvl72 Interrupted")));
    }
}
