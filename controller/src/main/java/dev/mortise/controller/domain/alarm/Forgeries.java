package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.domain.plant.RobotId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was sent in robots' names by somebody without their keys, seen by how counts grow. It is no cause of a cell: nothing
 * waits for it and nothing is held for it, or whoever can send a datagram could stop a robot.
 *
 * @param robots by id; how many were counted, and when more were
 */
public record Forgeries(Map<RobotId, Counted> robots) {

    public static final Forgeries NOTHING_SEEN = new Forgeries(Map.of());

    /** So long it is told after the last; whoever sends more seldom than twice in it is not told of. */
    static final Duration PERIOD = Duration.ofSeconds(30);

    /** What comes for a shorter time is told of by nobody: a key that is changed, one datagram that was damaged on its way. */
    static final Duration LASTING = Duration.ofSeconds(2);

    public Forgeries {
        robots = Map.copyOf(robots);
    }

    /**
     * One robot's.
     *
     * @param total as it was told last
     * @param came in the last period, oldest first
     */
    public record Counted(long total, List<Came> came) {
        public Counted {
            came = List.copyOf(came);
        }

        private Counted look(long newTotal, Duration uptime) {
            List<Came> now = new ArrayList<>(came);
            now.removeIf(one -> uptime.minus(one.at()).compareTo(PERIOD) > 0);
            // fewer than before: the engine has begun to count anew
            long more = newTotal < total ? newTotal : newTotal - total;
            if (more > 0) {
                now.add(new Came(more, uptime));
            }
            return new Counted(newTotal, now);
        }

        private boolean stands() {
            return !came.isEmpty()
                    && came.get(came.size() - 1).at().minus(came.get(0).at()).compareTo(LASTING) >= 0;
        }

        private long inPeriod() {
            return came.stream().mapToLong(Came::count).sum();
        }
    }

    /**
     * So many more at one look.
     *
     * @param at uptime
     */
    public record Came(long count, Duration at) {}

    /**
     * The same after another look.
     *
     * @param totals by robot: datagrams without a valid tag since its link was made
     */
    public Forgeries look(Map<RobotId, Long> totals, Moment moment) {
        Map<RobotId, Counted> after = new TreeMap<>();
        totals.forEach((robot, total) -> after.put(
                robot,
                Optional.ofNullable(robots.get(robot))
                        .orElseGet(() -> new Counted(total, List.of()))
                        .look(total, moment.uptime())));
        return new Forgeries(after);
    }

    /** One for each robot in whose name they come. */
    public List<Cause> causes() {
        return robots.entrySet().stream()
                .filter(robot -> robot.getValue().stands())
                .sorted(Map.Entry.comparingByKey())
                .map(robot -> cause(robot.getKey(), robot.getValue().inPeriod()))
                .toList();
    }

    private static Cause cause(RobotId robot, long count) {
        return Cause.root(
                Kind.FORGED_DATAGRAMS,
                robot.value(),
                count + " datagrams came in the name of " + robot + " within the last " + PERIOD.toSeconds()
                        + " s without a tag of its key; none was obeyed, and nothing is stopped for them",
                "who else sends in the robot's network is found and taken out of it; where the robot's link is down, too,"
                        + " the two ends are given the same key");
    }
}
