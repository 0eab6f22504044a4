package dev.mortise.sim.world;

import dev.mortise.sim.tool.Contact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that is physically so, and the one door through which it changes. Its monitor guards everything below it. */
public final class World {

    /** Odd and large: seeds and ids that are near each other land far apart. java.util.Random would keep them near. */
    static final long SEED_STEP = 0x9E37_79B9_7F4A_7C15L;

    private final Map<String, Rack> racks = new HashMap<>();
    private final Map<String, Station> stations = new HashMap<>();
    private final Ledger ledger;
    private final Faults faults;
    private final Physics physics;
    private final long seed;

    public World(Ledger ledger, Faults faults, Physics physics, long seed) {
        this.ledger = ledger;
        this.faults = faults;
        this.physics = physics;
        this.seed = seed;
    }

    public synchronized Station station(String cell) {
        return stations.computeIfAbsent(cell, id -> new Station(this, id));
    }

    Faults faults() {
        return faults;
    }

    Physics physics() {
        return physics;
    }

    /** The same seed and the same command give the same chance, whatever happened in between. */
    RandomGenerator chance(String command) {
        return new SplittableRandom(seed * SEED_STEP + command.hashCode());
    }

    Rack rack(String serial) {
        return racks.computeIfAbsent(serial, id -> new Rack());
    }

    Optional<Rack.Part> seatedIn(String serial, String slot) {
        return Optional.ofNullable(rack(serial).seated.get(slot));
    }

    Contact contact(String cell, String serial, String slot, String operation, String part) {
        int dot = operation.indexOf('.');
        String template = dot < 0 ? operation : operation.substring(0, dot);
        RandomGenerator chance = chance(serial + slot + part);
        double scatter = 1 + physics.number("contact.scatter") * chance.nextGaussian();
        double mating = physics.number("contact." + part + ".mating") * scatter;
        double friction = physics.number("contact." + part + ".friction") * scatter;
        double begins = physics.number("contact.begins");
        if (faults.strikes(Faults.Kind.OVERFORCE, cell, template, slot)) {
            mating *= physics.number("contact.overforce.factor");
        }
        if (faults.strikes(Faults.Kind.EARLY_CONTACT, cell, template, slot)) {
            return new Contact(mating * physics.number("contact.overforce.factor"), mating, begins / 2);
        }
        if (faults.strikes(Faults.Kind.MISALIGNED, cell, template, slot)) {
            return new Contact(friction, mating, begins, opening(chance, begins), Contact.Guide.NONE);
        }
        if (faults.strikes(Faults.Kind.SKEWED, cell, template, slot)) {
            return new Contact(friction, mating, begins, Contact.Opening.ANYWHERE, guide(chance, begins));
        }
        return new Contact(friction, mating, begins);
    }

    private Contact.Opening opening(RandomGenerator chance, double begins) {
        double angle = 2 * Math.PI * chance.nextDouble();
        double off = physics.number("contact.misaligned.off");
        double clearance = physics.number("contact.misaligned.clearance");
        return new Contact.Opening(off * Math.cos(angle), off * Math.sin(angle), clearance, begins / 2);
    }

    private Contact.Guide guide(RandomGenerator chance, double begins) {
        double angle = 2 * Math.PI * chance.nextDouble();
        double off = physics.number("contact.skewed.off");
        double stiffness = physics.number("contact.skewed.stiffness");
        return new Contact.Guide(off * Math.cos(angle), off * Math.sin(angle), stiffness, begins / 2);
    }

    /** Something happened by a robot. */
    void happened(Station station, String serial, Ledger.Entry entry) {
        apply(station, serial, entry.effects());
        ledger.happened(entry, Optional.empty());
    }

    void record(Ledger.Entry entry) {
        ledger.happened(entry, Optional.empty());
    }

    /** A PLC command was carried out: its effects and its outcome, in one line. */
    public synchronized void carriedOut(Station station, PlcCommand command, Outcome outcome) {
        apply(station, command.rack(), outcome.effects());
        ledger.happened(
                new Ledger.Entry(
                        station.cell(),
                        "plc",
                        command.id(),
                        "",
                        command.name(),
                        command.rack(),
                        command.slot(),
                        command.operation(),
                        word(outcome.code()),
                        outcome.effects()),
                Optional.of(outcome));
    }

    public void acknowledged(String cell, String command) {
        ledger.acknowledged(cell, command);
    }

    /** A cell obeys a higher epoch from now on, across restarts. */
    public void obeyed(String cell, long epoch) {
        ledger.obeyed(cell, epoch);
    }

    /** Applies what a ledger says happened before this start. */
    public synchronized void replay(List<Ledger.Line> lines) {
        for (Ledger.Line line : lines) {
            Station station = station(line.entry().cell());
            station.concerned(line.entry());
            apply(station, line.entry().rack(), line.entry().effects());
        }
    }

    private void apply(Station station, String serial, List<String> effects) {
        for (String text : effects) {
            Effect effect = Effect.parse(text);
            Optional<Rack.Part> part = effect.kind() == Effect.Kind.PART_HELD
                    ? Optional.of(new Rack.Part(effect.slot(), effect.detail()))
                    : station.held();
            station.apply(effect, part);
            if (!serial.isEmpty()) {
                rack(serial).apply(effect, part.orElse(new Rack.Part("", effect.detail())));
            }
        }
    }

    private static String word(int code) {
        return switch (code) {
            case Outcome.OK -> "OK";
            case Outcome.PART_FAILURE -> "PART_FAILURE";
            default -> "STATION_FAULT";
        };
    }
}
