package dev.mortise.deploy;

import dev.mortise.protocol.realtime.Names;
import dev.mortise.sim.world.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the plant did beside what the controller's records say it did: every effect has to be in both, once.
 *
 * @param missing recorded, but never happened
 * @param repeated happened more often than once
 * @param unrecorded happened, but no record tells of it
 * @param contradicted happened otherwise than recorded
 * @param commands PLC commands compared
 * @param motions robot motions with a recorded step
 * @param effects physical effects of both
 */
public record LedgerComparison(
        List<String> missing,
        List<String> repeated,
        List<String> unrecorded,
        List<String> contradicted,
        int commands,
        int motions,
        int effects) {

    /** Moves between cells are logistics: the ledger has them, as-built records do not. */
    private static final String TRANSPORT = "rack.move";

    public LedgerComparison {
        missing = List.copyOf(missing);
        repeated = List.copyOf(repeated);
        unrecorded = List.copyOf(unrecorded);
        contradicted = List.copyOf(contradicted);
    }

    public boolean equal() {
        return missing.isEmpty() && repeated.isEmpty() && unrecorded.isEmpty() && contradicted.isEmpty();
    }

    /** Compares a whole ledger with the records of all racks that were built while it was written. */
    public static LedgerComparison of(List<Ledger.Line> ledger, List<Recorded> records) {
        Comparing comparing = new Comparing();
        records.stream()
                .flatMap(record -> record.attempts().stream())
                .flatMap(attempt -> attempt.steps().stream())
                .forEach(comparing::recorded);
        ledger.stream().map(Ledger.Line::entry).forEach(comparing::happened);
        return comparing.result();
    }

    /** One line for each difference, or one that says there is none. */
    public String text() {
        StringBuilder text = new StringBuilder();
        missing.forEach(line -> text.append("missing       ").append(line).append("\n"));
        repeated.forEach(line -> text.append("repeated      ").append(line).append("\n"));
        unrecorded.forEach(line -> text.append("unrecorded    ").append(line).append("\n"));
        contradicted.forEach(line -> text.append("contradicted  ").append(line).append("\n"));
        int differences = missing.size() + repeated.size() + unrecorded.size() + contradicted.size();
        return text.append(commands)
                .append(" PLC commands, ")
                .append(motions)
                .append(" robot motions, ")
                .append(effects)
                .append(" physical effects compared: ")
                .append(
                        differences == 0
                                ? "ledger equals record, every effect happened once"
                                : differences + (differences == 1 ? " difference" : " differences"))
                .append("\n")
                .toString();
    }

    /** One comparison in the making. */
    private static final class Comparing {
        private final Map<String, Recorded.Step> byCommand = new LinkedHashMap<>();
        private final Map<String, Recorded.Step> byMotion = new HashMap<>();
        private final Set<String> carriedOut = new HashSet<>();
        private final Set<String> moved = new HashSet<>();
        private final Set<String> robotEffects = new HashSet<>();
        private final Map<String, String> seated = new HashMap<>();
        private final List<String> repeated = new ArrayList<>();
        private final List<String> unrecorded = new ArrayList<>();
        private final List<String> contradicted = new ArrayList<>();
        private int effects;

        void recorded(Recorded.Step step) {
            if (byCommand.put(step.command(), step) != null) {
                contradicted.add(step.command() + ": recorded twice");
            }
            byMotion.put(motion(step.command()), step);
        }

        void happened(Ledger.Entry entry) {
            if (!entry.command().isEmpty()) {
                byPlc(entry);
            } else if (!entry.motion().isEmpty()) {
                byRobot(entry);
            }
            effects += entry.effects().size();
            entry.effects().forEach(effect -> slotHolds(entry, effect));
        }

        private void byPlc(Ledger.Entry entry) {
            if (!carriedOut.add(entry.command())) {
                repeated.add(entry.command() + ": " + entry.name() + " carried out again in " + entry.cell());
            }
            if (entry.name().equals(TRANSPORT)) {
                return;
            }
            Recorded.Step step = byCommand.get(entry.command());
            if (step == null) {
                unrecorded.add(entry.command() + ": " + entry.name() + " in " + entry.cell() + ", " + entry.effects());
            } else if (!step.outcome().equals(entry.outcome())) {
                contradicted.add(entry.command() + ": recorded as " + step.outcome() + ", was " + entry.outcome());
            }
        }

        private void byRobot(Ledger.Entry entry) {
            moved.add(entry.motion());
            String told = entry.rack() + "/" + entry.operation() + ": robot of " + entry.cell();
            // arriving twice at one place changes nothing; what touches a part does
            for (String effect : entry.effects()) {
                if (!robotEffects.add(entry.motion() + " " + effect)) {
                    repeated.add(told + ", " + effect);
                }
            }
            if (!byMotion.containsKey(entry.motion())) {
                unrecorded.add(told + ", motion " + entry.motion() + ", " + entry.effects());
            }
        }

        /** Whatever the commands were called: a slot takes one part, and gives back only what is in it. */
        private void slotHolds(Ledger.Entry entry, String effect) {
            String[] word = effect.split(":", 3);
            String slot = entry.rack() + " slot " + word[1];
            if (word[0].equals("PART_SEATED")) {
                String before = seated.put(slot, word[2]);
                if (before != null) {
                    repeated.add(slot + ": " + word[2] + " seated where " + before + " was");
                }
            } else if (word[0].equals("PART_EXTRACTED") && seated.remove(slot) == null) {
                repeated.add(slot + ": " + word[2] + " extracted from an empty slot");
            }
        }

        LedgerComparison result() {
            List<String> missing = byCommand.values().stream()
                    .filter(step -> !happened(step))
                    .map(step -> step.command() + ": recorded as " + step.outcome())
                    .toList();
            int motions = (int) moved.stream().filter(byMotion::containsKey).count();
            return new LedgerComparison(
                    missing, repeated, unrecorded, contradicted, carriedOut.size(), motions, effects);
        }

        /** A motion that was broken off leaves no line, and a station fault need not have done anything. */
        private boolean happened(Recorded.Step step) {
            return !step.outcome().equals("OK")
                    || carriedOut.contains(step.command())
                    || moved.contains(motion(step.command()));
        }

        private static String motion(String command) {
            return String.format("%016x", Names.command(command));
        }
    }
}
