package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** However a motion is cut off, the robot comes to rest within its own limits. Checked by differences of positions. */
class StopRampTest {

    private static final int CASES = 400;

    /** 0.45 s: 1.5 m/s over 8 m/s², and 0.1 s each to turn the acceleration round and to end it. */
    private static final int STOP_CYCLES_MAX = 225;

    /** Differences of positions are taken three times: rounding of 1e-16 m grows to 1e-7 of the jerk. */
    private static final double TOLERANCE = 1 + 1e-6;

    @Test
    void aRobotWhoseSetpointsRunDryStopsWithinItsLimits() {
        everyStop(pilot -> {}, StopReason.STOP_REASON_SETPOINT_UNDERRUN);
    }

    @Test
    void aRobotThatIsToldToStopStopsWithinItsLimits() {
        everyStop(Pilot::stop, StopReason.STOP_REASON_COMMANDED);
    }

    @Test
    void aRobotWhoseControllerFallsSilentStopsWithinItsLimits() {
        everyStop(pilot -> pilot.robot.silent(), StopReason.STOP_REASON_LINK_TIMEOUT);
    }

    private static void everyStop(Consumer<Pilot> cut, StopReason reason) {
        Random random = new Random(11);
        for (int i = 0; i < CASES; i++) {
            Pilot pilot = new Pilot(new Bench());
            double target = Pilot.LIMITS.velocityMax() * random.nextDouble();
            int cycles = 1 + random.nextInt(230);
            Trace trace = new Trace();
            runUp(pilot, target, cycles, trace);

            cut.accept(pilot);
            for (int k = 0; k < STOP_CYCLES_MAX && pilot.session() != SessionState.SESSION_STOPPED; k++) {
                pilot.robot.step();
                trace.add(pilot.y());
            }

            String which = "case %d: to %.3f m/s, cut after %d cycles".formatted(i, target, cycles);
            assertThat(pilot.session()).as(which).isEqualTo(SessionState.SESSION_STOPPED);
            assertThat(pilot.reason()).as(which).isEqualTo(reason);
            assertThat(trace.velocity).as(which).isLessThanOrEqualTo(Pilot.LIMITS.velocityMax() * TOLERANCE);
            assertThat(trace.acceleration).as(which).isLessThanOrEqualTo(Pilot.LIMITS.accelerationMax() * TOLERANCE);
            assertThat(trace.jerk).as(which).isLessThanOrEqualTo(Pilot.LIMITS.jerkMax() * TOLERANCE);
        }
    }

    /** Brings axis y to a velocity within its jerk and acceleration, as a controller would. */
    private static void runUp(Pilot pilot, double target, int cycles, Trace trace) {
        double velocity = 0;
        double acceleration = 0;
        double position = 0;
        trace.add(position);
        for (int i = 0; i < cycles; i++) {
            double wanted = Math.min(
                    Pilot.LIMITS.accelerationMax(),
                    Math.sqrt(2 * Pilot.LIMITS.jerkMax() * Math.max(0, target - velocity)) * 0.9);
            double change = Pilot.LIMITS.jerkMax() * Pilot.CYCLE;
            acceleration += Math.max(-change, Math.min(change, wanted - acceleration));
            velocity += acceleration * Pilot.CYCLE;
            position += velocity * Pilot.CYCLE;
            double next = position;
            pilot.send(1, false, k -> next);
            pilot.robot.step();
            trace.add(pilot.y());
        }
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    /** Greatest velocity, acceleration and jerk of a row of positions. */
    private static final class Trace {
        private double last = Double.NaN;
        private double lastVelocity;
        private double lastAcceleration;
        private double velocity;
        private double acceleration;
        private double jerk;

        void add(double position) {
            if (!Double.isNaN(last)) {
                double v = (position - last) / Pilot.CYCLE;
                double a = (v - lastVelocity) / Pilot.CYCLE;
                velocity = Math.max(velocity, Math.abs(v));
                acceleration = Math.max(acceleration, Math.abs(a));
                jerk = Math.max(jerk, Math.abs(a - lastAcceleration) / Pilot.CYCLE);
                lastVelocity = v;
                lastAcceleration = a;
            }
            last = position;
        }
    }
}
