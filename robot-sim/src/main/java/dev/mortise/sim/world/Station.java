package dev.mortise.sim.world;

import dev.mortise.sim.robot.Workpiece;
import dev.mortise.sim.tool.Contact;
import java.util.List;
import java.util.Optional;

/** What is physically so in one cell: what its gripper holds, its clamp, and what its latest command was about. */
public final class Station implements Workpiece {

    /** Pulled out further than this and the part is out of its slot. */
    private static final double EXTRACTED_AT_METRES = 0.05;

    private final World world;
    private final String cell;
    private String rack = "";
    private String slot = "";
    private String operation = "";
    private Optional<Rack.Part> held = Optional.empty();
    private Optional<Contact> contact = Optional.empty();
    private boolean clamped;
    private boolean protectiveStop;

    Station(World world, String cell) {
        this.world = world;
        this.cell = cell;
    }

    /** The latest command decides what the robot's tool will touch. */
    void concerns(PlcCommand command) {
        synchronized (world) {
            rack = command.rack();
            slot = command.slot();
            operation = command.operation();
            contact = Optional.empty();
        }
    }

    /** After a restart the robot's tool touches what it would have touched before. */
    void concerned(Ledger.Entry past) {
        if (past.device().equals("plc") && !past.command().isEmpty()) {
            rack = past.rack();
            slot = past.slot();
            operation = past.operation();
        }
    }

    String cell() {
        return cell;
    }

    boolean clamped() {
        return clamped;
    }

    Optional<Rack.Part> held() {
        return held;
    }

    void apply(Effect effect, Optional<Rack.Part> part) {
        switch (effect.kind()) {
            case PART_HELD -> held = part;
            case HAND_EMPTY -> held = Optional.empty();
            case CLAMPED -> clamped = true;
            case UNCLAMPED -> clamped = false;
            default -> {
                // the rest belongs to the rack
            }
        }
    }

    /**
     * How long the cell's air fails for, when it fails now.
     *
     * @param told operation of a command without its slot, or a command of the unit
     */
    public Optional<Long> airFails(String told, String slotTold) {
        return world.faults().airFails(cell, told, slotTold);
    }

    void protectiveStop(boolean active) {
        protectiveStop = active;
    }

    @Override
    public double resistanceNewtons(double depthMetres, double speedMetresPerSecond) {
        return resistanceNewtons(depthMetres, speedMetresPerSecond, 0, 0);
    }

    @Override
    public double resistanceNewtons(
            double depthMetres, double speedMetresPerSecond, double asideMetres, double aboveMetres) {
        synchronized (world) {
            if (held.isEmpty() || slot.isEmpty()) {
                return 0;
            }
            if (contact.isEmpty() && gripsSeated()) {
                return Contact.STOP_ONLY.resistanceNewtons(depthMetres);
            }
            Contact model = contact.orElseGet(() -> {
                Contact made = world.contact(
                        cell, rack, slot, operation, held.orElseThrow().part());
                contact = Optional.of(made);
                return made;
            });
            return model.resistanceNewtons(depthMetres, asideMetres, aboveMetres);
        }
    }

    @Override
    public double asideNewtons(double depthMetres, double asideMetres) {
        synchronized (world) {
            return contact.map(model -> model.asideNewtons(depthMetres, asideMetres))
                    .orElse(0.0);
        }
    }

    @Override
    public double aboveNewtons(double depthMetres, double aboveMetres) {
        synchronized (world) {
            return contact.map(model -> model.aboveNewtons(depthMetres, aboveMetres))
                    .orElse(0.0);
        }
    }

    @Override
    public int inputs() {
        synchronized (world) {
            int gripped = held.isPresent() ? GRIPPED : 0;
            return slot.isEmpty()
                    ? gripped
                    : gripped | (world.seatedIn(rack, slot).isPresent() ? SEATED : 0);
        }
    }

    @Override
    public void reached(double depthMetres, double forceNewtons, long commandId) {
        synchronized (world) {
            if (held.isEmpty() || slot.isEmpty()) {
                return;
            }
            boolean seated = world.seatedIn(rack, slot).isPresent();
            if (!seated && depthMetres >= Contact.SEATED_AT_METRES) {
                world.happened(
                        this,
                        rack,
                        entry(
                                commandId,
                                Effect.of(
                                        Effect.Kind.PART_SEATED,
                                        slot,
                                        held.orElseThrow().serial())));
            } else if (seated && gripsSeated() && depthMetres < EXTRACTED_AT_METRES) {
                world.happened(
                        this,
                        rack,
                        entry(
                                commandId,
                                Effect.of(
                                        Effect.Kind.PART_EXTRACTED,
                                        slot,
                                        held.orElseThrow().serial())));
            }
        }
    }

    private boolean gripsSeated() {
        return world.seatedIn(rack, slot).equals(held);
    }

    @Override
    public void motionFinished(long commandId) {
        synchronized (world) {
            world.record(new Ledger.Entry(
                    cell, "robot", "", hex(commandId), "motion", rack, slot, operation, "OK", List.of()));
        }
    }

    private Ledger.Entry entry(long commandId, Effect effect) {
        return new Ledger.Entry(
                cell, "robot", "", hex(commandId), "contact", rack, slot, operation, "OK", List.of(effect.toString()));
    }

    private static String hex(long commandId) {
        return String.format("%016x", commandId);
    }

    @Override
    public boolean protectiveStop() {
        return protectiveStop;
    }
}
