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
    private int resumptions;

    /** A plan begins from where the robot stands. */
    void begins(RobotReading robot) {
        missedBefore = robot.missed();
    }

    boolean missed(RobotReading robot) {
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
        }
        return missed(robot);
    }

    /** One more time; true when that was once too often. */
    boolean tooOften() {
        resumptions++;
        return resumptions > RESUMPTIONS_MAX;
    }
}
