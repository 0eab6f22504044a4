package dev.mortise.controller.flight;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a motion turned bad. What follows it, the way back out of a slot for one, is no cause any more, and stops of a starved
 * link that were gone on from before it were none.
 *
 * @param index of the cycle; -1: none is seen in what was kept
 * @param words what happened then
 */
record Moment(int index, String words) {

    /** Reasons for which the robot stopped by itself, before the controller said so. */
    private static final Set<String> OF_THE_ROBOT = Set.of("robot-limit", "link-starved", "protective-stop");

    static Moment of(FlightRecord record) {
        double[] force = record.numbers("force_n");
        double[] push = record.limits("push_n");
        List<String> told = record.words("told");
        int byController = lastBegun(told.size(), i -> told.get(i).equals("stop"));
        if (record.about("reason").equals("overforce") && push.length > 0) {
            // on the way back a tight slot is felt as much as on the way in, and nobody stops for it
            int until = byController < 0 ? force.length : byController + 1;
            int over = lastBegun(until, i -> force[i] > push[0]);
            if (over >= 0) {
                return new Moment(
                        over,
                        String.format(Locale.ROOT, "the force is %.0f N, and the limit %.0f N", force[over], push[0]));
            }
        }
        List<String> states = record.words("session_state");
        int byRobot = lastBegun(states.size(), i -> states.get(i).equals("STOPPING"));
        boolean robots = OF_THE_ROBOT.contains(record.about("reason")) || byController < 0;
        int begun = robots && byRobot >= 0 ? byRobot : byController;
        return begun < 0
                ? new Moment(-1, "no stop is among the cycles that were kept")
                : new Moment(begun, words(record, begun, begun == byRobot && robots));
    }

    private static String words(FlightRecord record, int at, boolean byRobot) {
        double force = record.numbers("force_n")[at];
        return byRobot
                ? String.format(
                        Locale.ROOT,
                        "the robot stops: %s (force %.0f N)",
                        record.words("stop_reason").get(at),
                        force)
                : String.format(Locale.ROOT, "the controller tells it to stop (force %.0f N)", force);
    }

    private interface At {
        boolean holds(int index);
    }

    /** Where something began that was not so the cycle before; of several times the last. */
    private static int lastBegun(int count, At what) {
        int begun = -1;
        for (int i = 0; i < count; i++) {
            if (what.holds(i) && (i == 0 || !what.holds(i - 1))) {
                begun = i;
            }
        }
        return begun;
    }
}
