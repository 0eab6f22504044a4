package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.motion.RobotReading;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Counts and times one robot's link; makes the picture of it that people see. */
final class LinkFigures {

    private static final long ROUND_TRIP_MAX_NANOS = 1_000_000_000L;
    private static final double PERCENTILE = 99;

    /** A new picture this often: people see ten a second, the real-time thread hardly notices. */
    private static final int CYCLES_PER_VIEW = 50;

    private final RobotSpec spec;
    private final Histogram roundTrips = new Histogram(ROUND_TRIP_MAX_NANOS, 2);
    private volatile RobotView view;
    private boolean simulated;
    private int windowStart;
    private int states;

    LinkFigures(RobotSpec spec) {
        this.spec = spec;
        this.view = picture(false, "CLOSED", List.of(), 0, 0);
    }

    RobotView view() {
        return view;
    }

    void opened(boolean isSimulated) {
        simulated = isSimulated;
        states = 0;
        roundTrips.reset();
    }

    void heard(RobotState state, RobotReading reading, long nowNanos) {
        RtHeader header = state.getHeader();
        if (header.getEchoTxNs() != 0) {
            long roundTrip = nowNanos - header.getEchoTxNs() - (header.getTxNs() - header.getEchoRxNs());
            roundTrips.recordValue(Math.max(0, Math.min(ROUND_TRIP_MAX_NANOS, roundTrip)));
        }
        if (states == 0) {
            windowStart = reading.cycle();
        }
        states++;
        int cycles = reading.cycle() - windowStart + 1;
        if (cycles < CYCLES_PER_VIEW && states > 1) {
            return;
        }
        List<Double> joints = new ArrayList<>();
        for (int axis = 0; axis < spec.joints().size(); axis++) {
            joints.add(reading.axis(axis));
        }
        view = picture(
                true,
                state.getSessionState().name().replace("SESSION_", ""),
                joints,
                reading.forceNewtons(),
                Math.min(1, states / (double) cycles));
        if (cycles >= CYCLES_PER_VIEW) {
            states = 0;
        }
    }

    void down() {
        states = 0;
        view = picture(false, "CLOSED", view.joints(), 0, 0);
    }

    private RobotView picture(
            boolean connected, String session, List<Double> joints, double forceNewtons, double quality) {
        return new RobotView(
                spec.id(),
                connected,
                simulated,
                session,
                joints,
                forceNewtons,
                quality,
                roundTrips.getValueAtPercentile(PERCENTILE));
    }
}
