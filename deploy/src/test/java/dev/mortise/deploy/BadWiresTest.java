package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.WireFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Racks are built by the packaged product over wires that are bad, all of them or one. */
@Tag("system")
class BadWiresTest {

    /** Of the pieces, some twenty a second on a wire. A cut or a hang lasts 1.5 s. */
    private static final Map<WireFault, Double> OF_PLCS =
            Map.of(WireFault.CUT, 0.0005, WireFault.HANG, 0.0005, WireFault.RESET, 0.001, WireFault.DELAY, 0.02);

    /** Of the datagrams, five hundred a second each way. */
    private static final Map<WireFault, Double> OF_ROBOTS = Map.of(
            WireFault.LOSS, 0.02,
            WireFault.DUPLICATE, 0.02,
            WireFault.REORDER, 0.02,
            WireFault.REPLAY, 0.02,
            WireFault.CORRUPT, 0.01,
            WireFault.DELAY, 0.02);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration A_RACK = Duration.ofMinutes(4);
    /** To connect again, one every quarter of a second: longer than the 2 s after which a PLC holds for want of a controller. */
    private static final int TRIES = 12;

    private static final String CELL = "TRAY-A";
    private static final String ROBOT = "HV-1";

    @TempDir
    Path directory;

    @Test
    void aRackIsBuiltWhileEveryWireIsBadAndNothingIsLostOrDoneTwice() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks();
                Wiring wiring = new Wiring(product.plant())) {
            product.startPlant("--bind", Wiring.BEHIND);
            Process controller = product.startController();
            Shift shift = new Shift(product);
            wiring.become(OF_PLCS, OF_ROBOTS);
            shift.order();

            shift.untilAllReleased();

            shift.ended(controller);
            assertThat(OF_PLCS.keySet())
                    .allSatisfy(fault -> assertThat(wiring.struckOnPlcs(fault))
                            .as(fault.toString())
                            .isPositive());
            assertThat(OF_ROBOTS.keySet())
                    .allSatisfy(fault -> assertThat(wiring.struckOnRobots(fault))
                            .as(fault.toString())
                            .isPositive());
            shift.operator().notes().forEach(note -> System.out.println("    " + note));
        }
    }

    @Test
    void aCellWhoseWireStaysCutStandsAndSaysWhichAndGoesOnByItselfWhenItIsWhole() throws IOException {
        try (Product product = Product.unpackedIn(directory).withSmallRacks();
                Wiring wiring = new Wiring(product.plant())) {
            product.startPlant("--bind", Wiring.BEHIND);
            Process controller = product.startController();
            Shift shift = new Shift(product);
            shift.order();

            untilAtWork(product);
            wiring.toPlc(CELL).cut();
            says(product, "PLC link down");
            await("it tried in vain")
                    .atMost(Product.PATIENCE)
                    .pollInterval(LOOK)
                    .until(() -> cuts(wiring) > TRIES);
            says(product, "PLC link down");
            wiring.toPlc(CELL).heal();

            untilAtWork(product);
            wiring.toRobot(ROBOT).hang();
            says(product, "robot link down: no state from ");
            wiring.toRobot(ROBOT).heal();

            await("released by nobody's help")
                    .atMost(A_RACK)
                    .pollInterval(LOOK)
                    .until(() -> product.get("/api/v1/plant")
                            .path("racks")
                            .path(0)
                            .path("released")
                            .asBoolean(false));
            shift.ended(controller);
        }
    }

    private static long cuts(Wiring wiring) {
        return wiring.toPlc(CELL).tally().of(Direction.TO_EQUIPMENT, WireFault.CUT);
    }

    private static void untilAtWork(Product product) {
        await(CELL + " works")
                .atMost(A_RACK)
                .pollInterval(LOOK)
                .until(() -> !cell(product).path("step").asString("").isEmpty());
    }

    private static void says(Product product, String why) {
        await(why)
                .atMost(Product.PATIENCE)
                .pollInterval(LOOK)
                .until(() -> product.mortise("why", CELL).output().contains(why));
    }

    private static JsonNode cell(Product product) {
        for (JsonNode cell : product.get("/api/v1/plant").path("cells")) {
            if (cell.path("id").asString("").equals(CELL)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + CELL);
    }
}
