package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Somebody's working day: racks are ordered, the line is looked after, in the evening the ledger is laid beside the records. */
final class Shift {

    /** A rack of every kind of slot, without faults, takes about 40 s. */
    private static final Duration ALL_RELEASED_WITHIN = Duration.ofMinutes(6);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Product product;
    private final Operator operator;
    private int ordered;

    Shift(Product product) {
        this.product = product;
        this.operator = new Operator(product);
    }

    Operator operator() {
        return operator;
    }

    /** Orders that were acknowledged. */
    int ordered() {
        return ordered;
    }

    void order() {
        assertThat(operator.order("nvl72")).as("an order").isTrue();
        ordered++;
    }

    /** Takes over so many racks from those who ordered them. */
    void adopt(int racks) {
        ordered += racks;
    }

    /** Orders until so many racks are open, as far as orders are taken. */
    void keepOpen(int racks) {
        int open = operator.plant().map(plant -> ordered - released(plant)).orElse(racks);
        for (int i = open; i < racks; i++) {
            ordered += operator.order("nvl72") ? 1 : 0;
        }
    }

    /** Looks on for a while; the person does what is asked meanwhile. */
    void lives(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().atMost(time.plus(Product.PATIENCE))
                .pollInterval(LOOK.dividedBy(5))
                .until(() -> {
                    operator.attend();
                    return System.nanoTime() >= until;
                });
    }

    /** Looks after the line until its plant looks like this. */
    void until(String what, Predicate<JsonNode> plant) {
        await(what).atMost(ALL_RELEASED_WITHIN).pollInterval(LOOK).until(() -> {
            operator.attend();
            return operator.plant().filter(plant).isPresent();
        });
    }

    /** Until so much evidence of the first rack counts. */
    void untilValid(int operations) {
        until(
                "operations valid: " + operations,
                plant -> plant.path("racks").path(0).path("valid").asInt(0) >= operations);
    }

    void untilAllReleased() {
        until(ordered + " racks released", plant -> released(plant) == ordered);
    }

    /** The records of all racks ordered, while the controller still runs. */
    List<Recorded> records() throws IOException {
        List<Recorded> records = new ArrayList<>();
        for (int i = 1; i <= ordered; i++) {
            records.add(Recorded.read(product.recordOf("R-%04d".formatted(i))));
        }
        return records;
    }

    /** Stops the controller; then every effect has to be in the ledger and in the records, once, and the store in order. */
    LedgerComparison ended(Process controller) throws IOException {
        List<Recorded> records = records();
        Product.stop(controller);
        Ran doctor = product.mortise("doctor", "--config", product.settings().toString());
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        LedgerComparison comparison = LedgerComparison.of(Ledger.read(product.ledger()), records);
        assertThat(comparison.equal()).as(comparison.text()).isTrue();
        assertThat(comparison.effects()).isPositive();
        return comparison;
    }

    private static int released(JsonNode plant) {
        int released = 0;
        for (JsonNode rack : plant.path("racks")) {
            released += rack.path("released").asBoolean(false) ? 1 : 0;
        }
        return released;
    }
}
