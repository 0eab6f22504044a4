package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The set-points that a robot held in each cycle by its own word: its states name the newest command it accepted, and that
 * one replaces the future. Judges every state of a recording by them.
 */
final class Followed {

    private final Map<List<Long>, RobotCommand> commands = new HashMap<>();
    private final TreeMap<Integer, double[]> setpoints = new TreeMap<>();
    private List<Long> obeyed = List.of();
    private int moveIndex;
    private int count;

    private Followed() {}

    /** Number of cycles in which the robot was exactly at the set-point of that cycle; fails at the first other one. */
    static int exactly(RecordingWire wire) {
        Followed followed = new Followed();
        wire.ofKind(Frame.ROBOT_COMMAND)
                .forEach(passed -> followed.commands.put(key(passed.session(), passed.counter()), passed.command()));
        wire.ofKind(Frame.ROBOT_STATE).forEach(passed -> followed.judge(passed.session(), passed.state()));
        return followed.count;
    }

    private static List<Long> key(int session, long counter) {
        return List.of((long) session, counter);
    }

    private void judge(int session, RobotState state) {
        List<Long> accepted = key(session, state.getHeader().getAckSeq());
        if (state.getMoveIndex() != moveIndex) {
            moveIndex = state.getMoveIndex();
            setpoints.clear();
        }
        if (!accepted.equals(obeyed) && commands.containsKey(accepted)) {
            obeyed = accepted;
            replace(commands.get(accepted));
        }
        boolean follows = state.getSessionState() == SessionState.SESSION_COMMANDING_ACTIVE
                || state.getStopReason() == StopReason.STOP_REASON_FINISHED;
        double[] wanted = setpoints.get(state.getCycle());
        if (follows && wanted != null) {
            assertThat(positions(state)).as("cycle " + state.getCycle()).containsExactly(wanted);
            count++;
        }
    }

    private void replace(RobotCommand command) {
        if (command.getMode() != CommandMode.COMMAND_JOINT_POSITION || command.getMoveIndex() != moveIndex) {
            return;
        }
        int axes = CRobot.JOINTS.size();
        double[] horizon =
                Arrays.copyOf(command.getHorizon().array(), command.getHorizon().length());
        setpoints.tailMap(command.getFirstCycle()).clear();
        for (int k = 0; k < command.getSetpoints(); k++) {
            setpoints.put(command.getFirstCycle() + k, Arrays.copyOfRange(horizon, k * axes, (k + 1) * axes));
        }
    }

    static double[] positions(RobotState state) {
        return Arrays.copyOf(state.getQ().array(), state.getQ().length());
    }
}
