package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.AxesWay;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;

/**
 * How quickly a way may be gone on which the axes do not go evenly. With q the position of an axis by the share u of the way that is done,
 *
 * <pre>
 * velocity     = q' u'
 * acceleration = q' u'' + q'' u'^2
 * jerk         = q' u''' + 3 q'' u' u'' + q''' u'^3
 * </pre>
 *
 * so that limits of the share's velocity, acceleration and jerk bound those of the axis, whatever the share does within them: by the greatest of each
 * derivative on each piece of the way, which are known exactly. That is slower than the quickest there is, and no sample can slip through.
 */
final class Bends {

    private Bends() {}

    /**
     * Limits of the share that keep those of every axis.
     *
     * @param speed 0..1 of the axes' velocities
     */
    static Progress progress(AxesWay way, double speed, List<JointSpec> joints) {
        double velocity = Double.POSITIVE_INFINITY;
        double acceleration = Double.POSITIVE_INFINITY;
        double jerk = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < joints.size(); axis++) {
            JointSpec joint = joints.get(axis);
            double steepest = way.steepest(axis);
            velocity = Math.min(velocity, joint.velocityMax() * speed / steepest);
            acceleration = Math.min(acceleration, joint.accelerationMax() / steepest);
            jerk = Math.min(jerk, joint.jerkMax() / steepest);
        }
        if (Double.isInfinite(velocity)) {
            return new Progress(velocity, acceleration, jerk);
        }
        double slower = 1;
        for (int axis = 0; axis < joints.size(); axis++) {
            JointSpec joint = joints.get(axis);
            for (int piece = 0; piece < way.pieces(); piece++) {
                double first = way.steepest(axis, piece);
                double second = way.mostBent(axis, piece);
                double accelerates = first * acceleration + second * velocity * velocity;
                double jerks = first * jerk
                        + 3 * second * velocity * acceleration
                        + way.changed(axis, piece) * velocity * velocity * velocity;
                slower = Math.min(slower, Math.sqrt(joint.accelerationMax() / accelerates));
                slower = Math.min(slower, Math.cbrt(joint.jerkMax() / jerks));
            }
        }
        // stretched time makes each term of the acceleration less by its square, and each of the jerk by its cube
        double square = slower * slower;
        return new Progress(velocity * slower, acceleration * square, jerk * square * slower);
    }
}
