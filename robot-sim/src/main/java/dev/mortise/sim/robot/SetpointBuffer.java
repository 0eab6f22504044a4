package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import java.util.Arrays;

/** Set-points, positions or velocities, by the robot cycle they are for; a newer command's replace all of an older one's from its first cycle on. */
final class SetpointBuffer {

    /** Most set-points a command may carry. */
    static final int HORIZON_MAX = 32;

    private static final int CYCLES = 2 * HORIZON_MAX;

    private final int axes;
    private final double[] values;
    private final long[] cycles = new long[CYCLES];
    private final boolean[] last = new boolean[CYCLES];

    SetpointBuffer(int axes) {
        this.axes = axes;
        this.values = new double[CYCLES * axes];
    }

    void clear() {
        Arrays.fill(cycles, 0);
    }

    /** Keeps what is for cycles to come, instead of what was kept from the first of them on; the wire carries the low 32 bits of a cycle. */
    void keep(RobotCommand command, long now) {
        long first = now + (command.getFirstCycle() - (int) now);
        int count = command.getSetpoints();
        boolean velocities = command.getMode() == CommandMode.COMMAND_JOINT_VELOCITY;
        for (int slot = 0; slot < CYCLES; slot++) {
            cycles[slot] = cycles[slot] >= first ? 0 : cycles[slot];
        }
        for (int i = 0; i < count; i++) {
            long at = first + i;
            if (at <= now || at > now + CYCLES) {
                continue; // too late, or so early that it would overwrite what comes before it
            }
            int slot = (int) (at % CYCLES);
            cycles[slot] = at;
            last[slot] = command.getFinished() && i == count - 1;
            for (int axis = 0; axis < axes; axis++) {
                int index = i * axes + axis;
                values[slot * axes + axis] = velocities
                        ? command.getHorizonDq().get(index)
                        : command.getHorizon().get(index);
            }
        }
    }

    boolean has(long cycle) {
        return cycles[(int) (cycle % CYCLES)] == cycle;
    }

    double get(long cycle, int axis) {
        return values[(int) (cycle % CYCLES) * axes + axis];
    }

    /** True for the set-point at which the motion ends. */
    boolean last(long cycle) {
        return last[(int) (cycle % CYCLES)];
    }
}
