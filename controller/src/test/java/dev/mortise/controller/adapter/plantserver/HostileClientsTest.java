package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.realtime.AMovingCell;
import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.adapter.web.Web;
import dev.mortise.controller.port.Time;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty clients that mean harm at all three doors while a cell moves its robot and an MES orders racks. What they cost the
 * cell is printed beside the same without them, as a ratio: everybody is on one machine here.
 */
@Tag("wire")
class HostileClientsTest {

    private static final int MOVES = 20;
    private static final int HEAP_MAX_MEGABYTES = 64;
    /** The pool of the HTTP door grows to 250 and shrinks by one a minute. */
    private static final int THREADS_MORE = 250;

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    /** ms from a command to its report, of each move. */
    private record Figures(List<Double> moves, long late, long states) {
        double median() {
            return moves.get(moves.size() / 2);
        }

        double longest() {
            return moves.get(moves.size() - 1);
        }
    }

    @Test
    void theCellWorksOnAndWhoeverRunsItComesIn() throws Exception {
        try (APlant plant = new APlant(directory);
                AHouse house =
                        new AHouse(new Web.Admission.Users(new LogIns(plant.accounts, Time.ofTheMachine()), false));
                AMovingCell cell = new AMovingCell()) {
            JobClient mes = new JobClient(plant.trusted(Comes.properly()), plant.jobStructures());
            Figures unusedWarmUp = works(cell, mes, "W", () -> false);
            Figures quiet = works(cell, mes, "Q", () -> false);
            long heap = heapMegabytes();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();

            Figures harmed;
            try (AHostileCrowd crowd = new AHostileCrowd(plant, house.url(), cell.controllerPort())) {
                crowd.comes();
                harmed = works(cell, mes, "H", crowd::isThere);
                assertThat(plant.connections()).isLessThanOrEqualTo(ServerLimits.CONNECTIONS);
                OpcUaClient operator = plant.trusted(Comes.properly());
                assertThat(Calls.works(operator))
                        .as("an operator in the middle of it")
                        .isTrue();
                print(quiet, harmed, crowd.attempts.get());
            }

            assertThat(cell.finished()).as("every move once").isEqualTo(cell.asked());
            assertThat(plant.desk.asked).as("every order once").doesNotHaveDuplicates();
            Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                        .as("threads")
                        .isLessThanOrEqualTo(threads + THREADS_MORE);
                assertThat(heapMegabytes()).as("heap in MB").isLessThanOrEqualTo(heap + HEAP_MAX_MEGABYTES);
            });
            plant.later(ServerLimits.WITHOUT_SESSION_MAX.plusSeconds(1));
            Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> plant.connections() <= 2);
        }
    }

    /** So many moves and orders, and on as long as it lasts. */
    private static Figures works(AMovingCell cell, JobClient mes, String name, BooleanSupplier lasts) throws Exception {
        long late = cell.figures().late();
        long states = cell.figures().states();
        List<Double> moves = new ArrayList<>();
        while (moves.size() < MOVES || lasts.getAsBoolean()) {
            moves.add(cell.moves() / 1e6);
            assertThat(mes.order(name + "-" + moves.size(), "nvl72")).as("done").isEqualTo(1);
        }
        Collections.sort(moves);
        return new Figures(moves, cell.figures().late() - late, cell.figures().states() - states);
    }

    private static long heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static void print(Figures quiet, Figures harmed, int attempts) {
        System.out.printf(
                Locale.ROOT,
                "%d hostile clients, %d attempts so far: a move took %.1f ms (quiet %.1f; %.2f times), the longest %.1f "
                        + "(%.1f; %.2f times); %d of %d answers to the robot were late (quiet %d of %d)%n",
                AHostileCrowd.CLIENTS,
                attempts,
                harmed.median(),
                quiet.median(),
                harmed.median() / quiet.median(),
                harmed.longest(),
                quiet.longest(),
                harmed.longest() / quiet.longest(),
                harmed.late(),
                harmed.states(),
                quiet.late(),
                quiet.states());
    }
}
