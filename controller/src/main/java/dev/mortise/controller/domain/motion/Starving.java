package dev.mortise.controller.domain.motion;

/**
 * Whether a robot had no set-point for a cycle while its plan went on. What the plan says then is a jump for it: it stands, or is
 * stopping, somewhere behind.
 */
final class Starving {

    /** Of the station fault that ends it. */
    static final String REASON = "link-starved";

    /** A crowded machine may starve a robot some times; a link that does it on and on is a station fault. */
    private static final int RESUMPTIONS_MAX = 50;

    private int missedBefore;
    private boolean tookUpInTime;
    private boolean asked;
    private int newest;
    private int resumptions;

    /** A plan begins from where the robot stands. */
    void begins(RobotReading robot) {
        missedBefore = robot.missed();
        tookUpInTime = false;
    }

    /**
     * The number of the plan that begins: none that the robot has had, nor one that it was told and may still take up late, or set-points
     * of two plans would be one motion to it.
     */
    int next(RobotReading robot) {
        newest = asked && newest - robot.moveIndex() > 0 ? newest + 1 : robot.moveIndex() + 1;
        asked = true;
        return newest;
    }

    /** It missed some, or took the plan up when that had begun to move: it may have stood where it could not follow from. */
    boolean explains(RobotReading robot) {
        return missed(robot) || !tookUpInTime;
    }

    private boolean missed(RobotReading robot) {
        return robot.missed() != missedBefore;
    }

    /**
     * Whether it missed some since its plan has begun to move.
     *
     * @param anchor until this cycle the plan stands as the robot does
     */
    boolean leftBehind(RobotReading robot, int anchor) {
        if (robot.cycle() - anchor < 0) {
            missedBefore = robot.missed();
            tookUpInTime |= robot.moveIndex() == newest && robot.phase() == RobotReading.Phase.MOVING;
        }
        return missed(robot);
    }

    /** One more time; true when that was once too often. */
    boolean tooOften() {
        resumptions++;
        return resumptions > RESUMPTIONS_MAX;
    }
}
