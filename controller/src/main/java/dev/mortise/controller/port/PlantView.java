package dev.mortise.controller.port;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.rack.Abandonment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The plant as people see it now. Immutable; made by the read side, never by asking entities.
 *
 * @param racks on the line, and the newest that have left it
 * @param gone how many racks have left the line altogether
 * @param abandoned how many of these were given up
 */
public record PlantView(
        Instant at,
        boolean simulated,
        String plant,
        List<CellView> cells,
        List<RackView> racks,
        int gone,
        int abandoned,
        List<QuestionView> questions,
        AlarmsView alarms) {

    public PlantView {
        cells = List.copyOf(cells);
        racks = List.copyOf(racks);
        questions = List.copyOf(questions);
    }

    /**
     * One cell.
     *
     * @param unitState PackML name, or UNKNOWN while the link is down
     * @param link UP, DOWN or BROKEN_CONTRACT
     * @param operation in hand, or empty
     * @param speedPercent how much of their velocity its robots use
     * @param holds why it is held; empty when it is not
     * @param why one sentence: why it does not execute, or what it executes
     * @param cause the same, down to what would free it
     * @param equipment what it is made of and what its PLC says of it
     */
    public record CellView(
            String id,
            String title,
            String unitState,
            String unitMode,
            String link,
            Optional<String> rack,
            String operation,
            int attempt,
            String step,
            int speedPercent,
            List<String> holds,
            String why,
            Cause cause,
            Equipment equipment) {
        public CellView {
            holds = List.copyOf(holds);
        }

        /** The same for another reason. */
        public CellView because(Cause other) {
            return new CellView(
                    id,
                    title,
                    unitState,
                    unitMode,
                    link,
                    rack,
                    operation,
                    attempt,
                    step,
                    speedPercent,
                    holds,
                    other.text(),
                    other,
                    equipment);
        }
    }

    /**
     * A cell's equipment; observed only.
     *
     * @param observed false while nothing the PLC said counts: then interlocks and stops say nothing
     * @param interlocks in the PLC's order
     * @param protection emergency stop, protective stop and guard, as the PLC tells them
     * @param stops what is observed that keeps the cell from moving: emergency stop, protective stop, open guard
     * @param safety what the stops were read from; empty while nothing the PLC said counts
     * @param robots ids
     */
    public record Equipment(
            boolean observed,
            List<PermissiveView> interlocks,
            List<PermissiveView> protection,
            List<String> stops,
            Optional<PlcStatus.Safety> safety,
            List<String> robots,
            List<ToolView> tools) {

        /** Nothing was heard of it yet. */
        public static final Equipment UNKNOWN =
                new Equipment(false, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());

        public Equipment {
            interlocks = List.copyOf(interlocks);
            protection = List.copyOf(protection);
            stops = List.copyOf(stops);
            robots = List.copyOf(robots);
            tools = List.copyOf(tools);
        }

        /** The same after its PLC was lost: what it said counts no more. */
        public Equipment unobserved() {
            return new Equipment(false, List.of(), List.of(), List.of(), Optional.empty(), robots, tools);
        }
    }

    /**
     * What has to be well before a PLC lets anything move.
     *
     * @param name of an interlock the PLC's; else EMERGENCY_STOP, PROTECTIVE_STOP or GUARD
     * @param since when it became so; empty while it is as it was when it was first heard of
     * @param firstOut no other dropped before it, and not all are well again
     */
    public record PermissiveView(String name, boolean satisfied, Optional<Instant> since, boolean firstOut) {}

    /**
     * A tool.
     *
     * @param calibratedUntil the last day on which its results count
     */
    public record ToolView(String id, String kind, LocalDate calibratedUntil, boolean inCalibration) {}

    /**
     * One rack.
     *
     * @param place cell, buffer or transporter it is at; empty before it enters the line
     * @param doing operation running, or empty
     * @param why one sentence: why it does not move on, or what is done to it
     * @param wanted what people want of it beside its being built
     * @param cause the same, down to what would free it
     */
    public record RackView(
            String id,
            String type,
            String place,
            int due,
            int waiting,
            int valid,
            int voided,
            int failed,
            int total,
            String doing,
            boolean released,
            Wanted wanted,
            String why,
            Cause cause) {

        /** The same for another reason. */
        public RackView because(Cause other) {
            return new RackView(
                    id,
                    type,
                    place,
                    due,
                    waiting,
                    valid,
                    voided,
                    failed,
                    total,
                    doing,
                    released,
                    wanted,
                    other.text(),
                    other);
        }

        /** Nothing is done to it any more. */
        public boolean finished() {
            return released || (wanted.abandoned().isPresent() && doing.isEmpty());
        }
    }

    /**
     * What people want of a rack beside its being built.
     *
     * @param mayStart whether it may enter the line
     * @param priority higher ones go first
     * @param holds why nothing begins on it; empty when it is not held
     * @param abandoned how it was given up; empty when it was not
     * @param ordered by whom and when; empty of one that has left the line, whose record says it
     */
    public record Wanted(
            boolean mayStart,
            int priority,
            List<String> holds,
            Optional<Abandonment> abandoned,
            Optional<Ordered> ordered) {

        /** Nothing. */
        public static final Wanted NOTHING = new Wanted(true, 0, List.of(), Optional.empty());

        public Wanted {
            holds = List.copyOf(holds);
        }

        /** Of one whose order is not looked at. */
        public Wanted(boolean mayStart, int priority, List<String> holds, Optional<Abandonment> abandoned) {
            this(mayStart, priority, holds, abandoned, Optional.empty());
        }
    }

    /** Who ordered it, and when. */
    public record Ordered(String by, Instant at) {}

    /**
     * A question that only a person can answer.
     *
     * @param facts what was sent, what the device says, what the history says
     * @param choices words that {@code answer} takes, each with its consequence
     * @param needs what whoever answers has to be allowed
     */
    public record QuestionView(
            String id,
            String subject,
            String text,
            List<String> facts,
            List<Choice> choices,
            Act needs,
            Instant since) {
        public QuestionView {
            facts = List.copyOf(facts);
            choices = List.copyOf(choices);
        }
    }

    public record Choice(String word, String consequence) {}
}
