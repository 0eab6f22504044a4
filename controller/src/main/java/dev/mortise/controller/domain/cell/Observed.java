package dev.mortise.controller.domain.cell;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a cell's coordinator sees now and has asked for lately. Forgotten at a restart; nothing here is a promise.
 *
 * @param plc what the PLC last said; empty while nothing it said counts
 * @param plcWhy why its link is not up; empty when it is
 * @param robotUp true without a robot
 * @param robotWhy why the robot's link is not up
 * @param asked requests made of the outside that may not have shown yet, with the instant of each
 * @param workedAt when the cell last had work in hand
 */
public record Observed(
        Instant now,
        Optional<PlcStatus> plc,
        String plcWhy,
        boolean robotUp,
        String robotWhy,
        Map<CellEffect, Instant> asked,
        Instant workedAt) {

    /**
     * What has not shown after this long is asked again; every request is harmless when repeated. Ten scans of a slow
     * PLC, and short enough that nobody notices.
     */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /** How long a unit stays in Execute without work, so that the next operation of the same rack need not start it. */
    static final Duration LINGER = Duration.ofSeconds(2);

    public Observed {
        asked = Map.copyOf(asked);
    }

    public static Observed nothing(Instant now, boolean hasRobot) {
        return new Observed(now, Optional.empty(), "not connected yet", !hasRobot, "not connected yet", Map.of(), now);
    }

    /**
     * The same at a later instant. Where somebody set the clock back, what was asked is taken as not asked: it is asked again, which
     * is harmless, instead of being waited for until the clock is where it was.
     */
    public Observed at(Instant instant) {
        if (instant.isBefore(now)) {
            return new Observed(instant, plc, plcWhy, robotUp, robotWhy, Map.of(), instant);
        }
        return new Observed(instant, plc, plcWhy, robotUp, robotWhy, asked, workedAt);
    }

    /** A status read; what it shows is no longer waited for when the unit moved or the link is new. */
    public Observed plc(PlcStatus status) {
        boolean moved = plc.map(before -> before.state() != status.state()).orElse(true);
        return new Observed(
                now,
                Optional.of(status),
                "",
                robotUp,
                robotWhy,
                moved ? without(CellEffect.AskUnit.class) : asked,
                workedAt);
    }

    public Observed plcDown(String why) {
        return new Observed(now, Optional.empty(), why, robotUp, robotWhy, Map.of(), workedAt);
    }

    public Observed robot(boolean up, String why) {
        return new Observed(now, plc, plcWhy, up, why, without(CellEffect.Move.class), workedAt);
    }

    public Observed working() {
        return new Observed(now, plc, plcWhy, robotUp, robotWhy, asked, now);
    }

    /** The same with an effect noted as asked for. */
    public Observed noting(CellEffect effect) {
        Map<CellEffect, Instant> noted = new HashMap<>();
        asked.forEach((earlier, at) -> {
            if (now.isBefore(at.plus(ASK_AGAIN))) {
                noted.put(earlier, at);
            }
        });
        noted.put(effect, now);
        return new Observed(now, plc, plcWhy, robotUp, robotWhy, noted, workedAt);
    }

    boolean askedLately(CellEffect effect) {
        return Optional.ofNullable(asked.get(effect))
                .map(at -> now.isBefore(at.plus(ASK_AGAIN)))
                .orElse(false);
    }

    private Map<CellEffect, Instant> without(Class<? extends CellEffect> kind) {
        Map<CellEffect, Instant> kept = new HashMap<>(asked);
        kept.keySet().removeIf(kind::isInstance);
        return kept;
    }
}
