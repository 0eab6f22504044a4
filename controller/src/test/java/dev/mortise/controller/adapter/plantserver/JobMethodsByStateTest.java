package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.port.PlantView.RackView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each method of job control, called by a client for an order in each state; {@code JobTransitionsTest} has the states from the file. */
@Tag("wire")
class JobMethodsByStateTest {

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

    @ParameterizedTest
    @EnumSource
    void everyMethodIsTakenOrRefusedAsTheStateOfTheOrderSays(JobState state) throws Exception {
        for (JobAct act : JobAct.values()) {
            String id = "R-" + JobWords.method(act);
            plant.board.put(rack(id, state));
            Awaitility.await(id).atMost(PATIENCE).until(() -> client.list().contains(id + " nvl72 " + state.text()));
            int asked = plant.desk.asked.size();

            long answer = act.brings() || act == JobAct.UPDATE
                    ? client.send(JobWords.method(act), client.job(id, "nvl72", "Priority"))
                    : client.name(JobWords.method(act), id);

            Optional<JobAnswer> refusal = act.refusal(Optional.of(state));
            assertThat(answer)
                    .as("%s of an order that is %s", JobWords.method(act), state.text())
                    .isEqualTo(JobWords.bits(refusal.orElse(JobAnswer.DONE)));
            assertThat(plant.desk.asked)
                    .as("%s reaches the line only when it is taken", JobWords.method(act))
                    .hasSize(refusal.isEmpty() && act != JobAct.CLEAR ? asked + 1 : asked);
        }
    }

    private static RackView rack(String id, JobState state) {
        return switch (state) {
            case NOT_ALLOWED_TO_START -> ARackView.stored(id);
            case ALLOWED_TO_START -> ARackView.at(id, "");
            case RUNNING -> ARackView.at(id, "TRAY-A");
            case INTERRUPTED -> ARackView.held(id, "TRAY-A");
            case ENDED -> ARackView.released(id);
            case ABORTED -> ARackView.abandoned(id, Abandonment.ABORT);
        };
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatNobodyKnowsIsRefusedByEveryMethodThatNamesOne(JobAct act) throws Exception {
        if (act.brings()) {
            assertThat(client.send(JobWords.method(act), client.job("R-1", "nvl72")))
                    .isEqualTo(JobWords.bits(JobAnswer.DONE));
            return;
        }
        assertThat(
                        act == JobAct.UPDATE
                                ? client.send(JobWords.method(act), client.job("R-1", "nvl72"))
                                : client.name(JobWords.method(act), "R-1"))
                .isEqualTo(JobWords.bits(JobAnswer.UNKNOWN_ORDER));
        assertThat(plant.desk.asked).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StartTime",
                "EndTime",
                "WorkMasterID",
                "JobOrderParameters",
                "PersonnelRequirements",
                "EquipmentRequirements",
                "PhysicalAssetRequirements",
                "MaterialRequirements"
            })
    void anOrderThatAsksForWhatTheLineDoesNotFollowIsNotTaken(String field) throws Exception {
        assertThat(client.send("StoreAndStart", client.job("R-1", "nvl72", field)))
                .isEqualTo(JobWords.bits(JobAnswer.NOT_TAKEN));
        assertThat(plant.desk.asked).isEmpty();
    }
}
