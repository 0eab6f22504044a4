package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.RobotId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a cell's coordinator sees now and has asked for lately. Forgotten at a restart; nothing here is a promise.
 *
 * @param plc what the PLC last said; empty while nothing it said counts
 * @param plcWhy why its link is not up; empty when it is
 * @param robotsDown why the link of each robot that is not up is not; empty without a robot
 * @param robots what each robot said when its link came up; those whose link is down are missing
 * @param asked requests made of the outside that may not have shown yet, the newest last
 * @param workedAt uptime when the cell last had work in hand
 * @param wish what its unit was asked for and has not done yet
 * @param permissives what has to be well before its PLC lets anything move
 * @param actingSince uptime since when its unit could have left the state it is in: it was first seen in it, or the last stop or open
 *     guard that was observed is over
 */
public record Observed(
        Moment moment,
        Optional<PlcStatus> plc,
        String plcWhy,
        Map<RobotId, String> robotsDown,
        Map<RobotId, RobotStatus> robots,
        List<Asked> asked,
        Duration workedAt,
        Optional<UnitWish> wish,
        Permissives permissives,
        Duration actingSince) {

    /**
     * What has not shown after this long is asked again; every request is harmless when repeated. Ten scans of a slow
     * PLC, and short enough that nobody notices.
     */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /** How long a unit stays in Execute without work, so that the next operation of the same rack need not start it. */
    static final Duration LINGER = Duration.ofSeconds(2);

    private static final String NOT_YET = "not connected yet";

    public Observed {
        robotsDown = Map.copyOf(robotsDown);
        robots = Map.copyOf(robots);
        asked = List.copyOf(asked);
    }

    /**
     * One request.
     *
     * @param at uptime
     */
    public record Asked(CellEffect effect, Duration at) {}

    /** Before anything was heard of a cell's PLC and its robots. */
    public static Observed nothing(Moment moment, Collection<RobotId> robots) {
        Map<RobotId, String> unheard = new HashMap<>();
        robots.forEach(robot -> unheard.put(robot, NOT_YET));
        return new Observed(
                moment,
                Optional.empty(),
                NOT_YET,
                unheard,
                Map.of(),
                List.of(),
                moment.uptime(),
                Optional.empty(),
                Permissives.NOTHING_SEEN,
                moment.uptime());
    }

    /** True when none of the cell's robots is missing. */
    public boolean robotUp() {
        return robotsDown.isEmpty();
    }

    /** Why a robot is missing, and where there are several, which. */
    public String robotWhy() {
        boolean alone = robotsDown.size() + robots.size() == 1;
        return robotsDown.entrySet().stream()
                .map(down -> (alone ? "" : down.getKey() + ": ") + down.getValue())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** What stands in records. */
    public Instant now() {
        return moment.now();
    }

    /** The same later. */
    public Observed at(Moment later) {
        return new Observed(later, plc, plcWhy, robotsDown, robots, asked, workedAt, wish, permissives, actingSince);
    }

    /** True until nothing has been in hand for so long. */
    boolean workedLately() {
        return moment.since(workedAt).compareTo(LINGER) < 0;
    }

    /** A status read; what it shows is no longer waited for when the unit moved or the link is new. */
    public Observed plc(PlcStatus status) {
        boolean moved = plc.map(before -> before.state() != status.state()).orElse(true);
        return new Observed(
                moment,
                Optional.of(status),
                "",
                robotsDown,
                robots,
                moved ? without(CellEffect.AskUnit.class) : asked,
                workedAt,
                wish.filter(wanted -> !wanted.followedBy(status.state())),
                permissives.seen(status, moment.now()),
                moved || !status.safety().letsMove() ? moment.uptime() : actingSince);
    }

    public Observed plcDown(String why) {
        return new Observed(
                moment,
                Optional.empty(),
                why,
                robotsDown,
                robots,
                List.of(),
                workedAt,
                Optional.empty(),
                permissives,
                actingSince);
    }

    public Observed robot(RobotNews news) {
        Map<RobotId, RobotStatus> up = new HashMap<>(robots);
        Map<RobotId, String> down = new HashMap<>(robotsDown);
        if (news instanceof RobotNews.Up heard) {
            up.put(heard.status().id(), heard.status());
            down.remove(heard.status().id());
        } else {
            RobotNews.Down lost = (RobotNews.Down) news;
            up.remove(lost.robot());
            down.put(lost.robot(), lost.why());
        }
        return new Observed(
                moment,
                plc,
                plcWhy,
                down,
                up,
                without(CellEffect.Move.class),
                workedAt,
                wish,
                permissives,
                actingSince);
    }

    Optional<RobotStatus> robot(RobotId id) {
        return Optional.ofNullable(robots.get(id));
    }

    public Observed working() {
        return new Observed(
                moment, plc, plcWhy, robotsDown, robots, asked, moment.uptime(), wish, permissives, actingSince);
    }

    /**
     * The same with an effect noted as asked for. A list, for it is made anew with each effect: a map would hash all of what was
     * asked lately each time, which was half of a cell's processor time.
     */
    public Observed noting(CellEffect effect) {
        List<Asked> noted = new ArrayList<>(asked.size() + 1);
        for (Asked earlier : asked) {
            if (isLately(earlier)) {
                noted.add(earlier);
            }
        }
        noted.add(new Asked(effect, moment.uptime()));
        return new Observed(
                moment, plc, plcWhy, robotsDown, robots, noted, workedAt, wishAfter(effect), permissives, actingSince);
    }

    /** The same after these were stored: whoever takes back what held the cell waits for no abort any more. */
    public Observed noting(List<CellEvent> stored) {
        return stored.stream().noneMatch(CellEvent.HoldsReleased.class::isInstance)
                ? this
                : new Observed(
                        moment,
                        plc,
                        plcWhy,
                        robotsDown,
                        robots,
                        asked,
                        workedAt,
                        Optional.empty(),
                        permissives,
                        actingSince);
    }

    private Optional<UnitWish> wishAfter(CellEffect effect) {
        if (!(effect instanceof CellEffect.AskUnit ask) || !UnitWish.isOne(ask.command())) {
            return wish;
        }
        return plc.map(PlcStatus::state)
                .map(state -> wish.map(before -> before.asked(ask.command(), state, moment.uptime()))
                        .orElseGet(() -> UnitWish.of(ask.command(), state, moment.uptime())))
                .filter(wanted -> !wanted.followedBy(plc.orElseThrow().state()));
    }

    /** What its unit was asked for and does not do, though it was given the time. */
    Optional<UnitWish> discrepancy() {
        return wish.filter(wanted -> plc.isPresent() && wanted.overdue(moment.uptime()));
    }

    /** The state in which its unit only acts, and in which it has been for longer than it may. */
    Optional<UnitState> actsTooLong(Duration limit) {
        return plc.map(PlcStatus::state)
                .filter(UnitState::isActing)
                .filter(state -> moment.since(actingSince).compareTo(limit) >= 0);
    }

    boolean askedLately(CellEffect effect) {
        return asked.stream()
                .anyMatch(earlier -> isLately(earlier) && earlier.effect().equals(effect));
    }

    private boolean isLately(Asked earlier) {
        return moment.since(earlier.at()).compareTo(ASK_AGAIN) < 0;
    }

    private List<Asked> without(Class<? extends CellEffect> kind) {
        return asked.stream()
                .filter(earlier -> !kind.isInstance(earlier.effect()))
                .toList();
    }
}
