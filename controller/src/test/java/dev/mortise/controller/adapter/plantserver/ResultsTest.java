package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plant's system takes evidence as results of OPC 40001-101. */
@Tag("wire")
class ResultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNKNOWN = -1;
    private static final int INVALID = -3;

    @TempDir
    Path directory;

    private APlant plant;
    private ResultClient client;

    @BeforeEach
    void connect() throws Exception {
        start();
    }

    private void start() throws Exception {
        plant = new APlant(directory);
        client = new ResultClient(plant.trusted(Comes.properly()), plant);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    /** Released and gone: its history is in the store only. */
    private void released(String rack) {
        plant.desk.builds.put(rack, ABuild.released(rack));
        plant.board.put(ARackView.released(rack));
    }

    @Test
    void aResultHasItsValueLimitUnitVerdictPartRackAndOperation() throws Exception {
        released("R-1");

        assertThat(client.byId("R-1/leak/1"))
                .contains(
                        "ResultId R-1/leak/1",
                        "IsPartial false",
                        "IsSimulated true",
                        "ResultState 1",
                        "StepId leak",
                        "PartId R-1",
                        "ProductId nvl72",
                        "JobId R-1",
                        "ResultEvaluation OK",
                        "ResultEvaluationCode 1",
                        "Worth COUNTS",
                        "Verdict OK",
                        "Cell LEAK-A",
                        "test.leak_rate 0.25 mbar·l/s",
                        "test.leak_rate.HighLimit 0.5");
    }

    @Test
    void evidenceThatIsVoidIsNeverReadAsValid() throws Exception {
        plant.board.put(ARackView.at("R-1", "LEAK-A"));
        plant.board.put(ABuild.testedAgain("R-1"));

        assertThat(client.byId("R-1/leak/1"))
                .contains("ResultEvaluation Undefined", "ResultEvaluationCode 4", "Worth VOID", "Verdict OK");
        assertThat(client.where("ResultEvaluation", 1).ids()).isEmpty();
    }

    @Test
    void resultsOfRacksOnTheLineAndOfThoseThatLeftItAreListedOldestFirst() throws Exception {
        released("R-1");
        plant.board.put(ARackView.at("R-2", "LEAK-A"));
        plant.board.put(ABuild.abandoned("R-2"));

        assertThat(client.list()).isEqualTo(new ResultClient.Answer(List.of("R-1/leak/1", "R-2/leak/1"), 0));
        assertThat(client.first(1).ids()).containsExactly("R-1/leak/1");
        assertThat(client.latest()).contains("ResultId R-2/leak/1");
    }

    @Test
    void aFilterNamesARackATimeOrAnyOtherField() throws Exception {
        released("R-1");
        plant.desk.builds.put("R-0", ABuild.released("R-0")); // left the line too long ago to be shown

        assertThat(client.where("JobId", "R-1").ids()).containsExactly("R-1/leak/1");
        assertThat(client.where("JobId", "R-0").ids()).containsExactly("R-0/leak/1");
        assertThat(client.where("JobId", "../users").ids()).isEmpty();
        assertThat(client.where("StepId", "screw").ids()).isEmpty();
        assertThat(client.where(FilterOperator.GreaterThan, "CreationTime", new DateTime(ABuild.STARTED))
                        .ids())
                .containsExactly("R-1/leak/1");
        assertThat(client.where(FilterOperator.GreaterThan, "CreationTime", new DateTime(ABuild.RELEASED))
                        .ids())
                .isEmpty();
        assertThat(client.where(FilterOperator.Like, "StepId", "l%").error()).isEqualTo(INVALID);
    }

    @Test
    void anAcknowledgementIsKeptOverARestartAndDoesNotChangeTheResult() throws Exception {
        released("R-1");
        released("R-2");
        List<String> before = client.byId("R-1/leak/1");

        assertThat(client.acknowledge("R-1/leak/1")).containsExactly(0);
        assertThat(client.acknowledge("R-1/leak/1", "R-1/leak/2", "nonsense"))
                .containsExactly(0, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(client.byId("R-1/leak/1")).isEqualTo(before);
        plant.close();
        start();
        released("R-1");
        released("R-2");
        assertThat(client.list().ids()).containsExactly("R-1/leak/1", "R-2/leak/1");
        assertThat(client.where("Acknowledged", false).ids()).containsExactly("R-2/leak/1");
        assertThat(Files.readString(directory.resolve("acknowledged-results/R-1")))
                .startsWith("R-1/leak/1\top\t")
                .hasLineCount(1);
    }

    @Test
    void whoeverMayOnlyReadReadsAndDoesNotAcknowledge() throws Exception {
        released("R-1");
        ResultClient viewer = new ResultClient(
                plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD))), plant);

        assertThat(viewer.latest()).contains("ResultId R-1/leak/1");
        assertThatThrownBy(() -> viewer.acknowledge("R-1/leak/1")).hasMessageContaining("Bad_UserAccessDenied");
    }

    @Test
    void whatIsNotThereIsSaidToBeUnknown() throws Exception {
        assertThat(client.latest()).containsExactly("error " + UNKNOWN);
        released("R-1");

        for (String id : List.of("R-1/leak/2", "R-9/leak/1", "R-1/screw/1", "R-1", "", "../leak/1")) {
            assertThat(client.byId(id)).as(id).containsExactly("error " + UNKNOWN);
        }
        assertThat(client.releaseHandleOf("R-1/leak/1")).isZero();
        assertThat(client.release(uint(4_711))).isEqualTo(UNKNOWN);
    }

    @Test
    void newEvidenceIsToldAndToldAgainWhenItIsVoid() throws Exception {
        plant.board.caughtUp();
        List<String> events = client.events();
        plant.board.put(ABuild.started("R-1"));
        plant.board.put(ARackView.at("R-1", "LEAK-A"));
        whatComesNowIsNews();
        plant.board.put(ABuild.tested("R-1"));
        plant.board.put(ARackView.at("R-1", "LEAK-A"));
        Awaitility.await().atMost(PATIENCE).until(() -> events.equals(List.of("R-1/leak/1 OK")));

        plant.board.put(ABuild.testedAgain("R-1"));
        plant.board.put(ARackView.at("R-1", "LEAK-A"));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> events.equals(List.of("R-1/leak/1 OK", "R-1/leak/1 Undefined")));
    }

    @Test
    void whatCameLastOfARackIsToldThoughItHasLeftTheLine() throws Exception {
        plant.board.caughtUp();
        List<String> events = client.events();
        plant.board.put(ABuild.started("R-1"));
        plant.board.put(ARackView.at("R-1", "LEAK-A"));
        whatComesNowIsNews();
        plant.desk.builds.put("R-1", ABuild.released("R-1"));

        plant.board.gone(List.of(ARackView.released("R-1")), 1, 0);

        Awaitility.await().atMost(PATIENCE).until(() -> events.equals(List.of("R-1/leak/1 OK")));
    }

    @Test
    void whoWasAwayFindsWhatEndedMeanwhileAndNothingThatWasTaken() throws Exception {
        plant.board.caughtUp();
        List<String> events = client.events();
        released("R-1");
        assertThat(client.acknowledge("R-1/leak/1")).containsExactly(0);
        client.leaves();
        released("R-2"); // it came, was built and left, with nobody there to hear of it
        plant.board.put(ABuild.abandoned("R-3"));
        plant.board.put(ARackView.at("R-3", "LEAK-A"));

        ResultClient back = new ResultClient(plant.trusted(Comes.properly()), plant);

        assertThat(back.where("Acknowledged", false).ids()).containsExactlyInAnyOrder("R-2/leak/1", "R-3/leak/1");
        assertThat(back.byId("R-2/leak/1"))
                .contains("JobId R-2", "ResultEvaluation OK", "test.leak_rate 0.25 mbar·l/s");
        assertThat(events).as("told to nobody").doesNotContain("R-2/leak/1 OK");
    }

    /** What the first look at a line finds is told to nobody: it may be years of results. */
    private void whatComesNowIsNews() {
        Awaitility.await().atMost(PATIENCE).until(() -> client.racksShown() == 1);
    }
}
