package dev.mortise.sim.tool;

/**
 * Force of an insertion over its depth: free travel, friction that rises along the guides, the mating peak of connectors
 * and couplings, the hard stop.
 *
 * @param frictionNewtons reached just before mating
 * @param matingNewtons height of the mating peak
 * @param beginsAtMetres where friction begins
 * @param opening where the part has to be to go in
 * @param guide what draws it aside on its way in
 */
public record Contact(
        double frictionNewtons, double matingNewtons, double beginsAtMetres, Opening opening, Guide guide) {

    /** Where the slot lets a part in, whatever is beside it. */
    public Contact(double frictionNewtons, double matingNewtons, double beginsAtMetres) {
        this(frictionNewtons, matingNewtons, beginsAtMetres, Opening.ANYWHERE, Guide.NONE);
    }

    /**
     * Rails that stand beside where the robot looks for the slot: a part that goes in all the same is drawn to their middle, and rubs.
     *
     * @param asideMetres their middle
     * @param newtonsPerMetre of rails and gripper together
     * @param beginsAtMetres depth from which they lead the part
     */
    public record Guide(double asideMetres, double aboveMetres, double newtonsPerMetre, double beginsAtMetres) {

        public static final Guide NONE = new Guide(0, 0, 0, 0);

        /** Share of the force aside that is against the push. */
        static final double FRICTION = 0.3;

        double asideNewtons(double depthMetres, double aside) {
            return depthMetres > beginsAtMetres ? newtonsPerMetre * (asideMetres - aside) : 0;
        }

        double aboveNewtons(double depthMetres, double above) {
            return depthMetres > beginsAtMetres ? newtonsPerMetre * (aboveMetres - above) : 0;
        }
    }

    /**
     * The slot's opening; a part beside it meets the frame, which gives way like sheet metal and then slides.
     *
     * @param asideMetres its middle beside where the robot looks for it
     * @param clearanceMetres a part no farther from its middle goes in
     * @param frameAtMetres depth of the frame
     */
    public record Opening(double asideMetres, double aboveMetres, double clearanceMetres, double frameAtMetres) {

        public static final Opening ANYWHERE = new Opening(0, 0, Double.POSITIVE_INFINITY, 0);

        /** Of the frame, through the gripper: 20 N per millimetre. */
        static final double FRAME_NEWTONS_PER_METRE = 2e4;

        /** The part slides in its gripper. */
        static final double SLIDES_AT_NEWTONS = 500;

        boolean isAt(double aside, double above) {
            return Math.hypot(aside - asideMetres, above - aboveMetres) <= clearanceMetres;
        }

        double frameNewtons(double depthMetres) {
            double pressed = Math.max(0, depthMetres - frameAtMetres);
            return Math.min(SLIDES_AT_NEWTONS, FRAME_NEWTONS_PER_METRE * pressed);
        }
    }

    /** Connectors begin to mate here. */
    static final double MATING_AT_METRES = 0.235;

    /** The peak's width. */
    static final double MATING_WIDTH_METRES = 0.010;

    /** The part touches its hard stop; from here on it is seated. */
    public static final double SEATED_AT_METRES = 0.249;

    /** Steel on steel through a gripper: 1.2 N per micrometre. */
    static final double STOP_NEWTONS_PER_METRE = 1.2e6;

    /** A part that sits already, gripped to be taken out: only the stop behind it resists a push. */
    public static final Contact STOP_ONLY = new Contact(0, 0, 0);

    /** On the tool, across push and height. */
    public double asideNewtons(double depthMetres, double asideMetres) {
        return guide.asideNewtons(depthMetres, asideMetres);
    }

    /** On the tool, upwards. */
    public double aboveNewtons(double depthMetres, double aboveMetres) {
        return guide.aboveNewtons(depthMetres, aboveMetres);
    }

    /** Beside the middle of where the robot looks for the slot. */
    public double resistanceNewtons(double depthMetres, double asideMetres, double aboveMetres) {
        double drawn =
                Math.hypot(guide.asideNewtons(depthMetres, asideMetres), guide.aboveNewtons(depthMetres, aboveMetres));
        return opening.isAt(asideMetres, aboveMetres)
                ? resistanceNewtons(depthMetres) + Guide.FRICTION * drawn
                : opening.frameNewtons(depthMetres) + stopNewtons(depthMetres);
    }

    private static double stopNewtons(double depthMetres) {
        return STOP_NEWTONS_PER_METRE * Math.max(0, depthMetres - SEATED_AT_METRES);
    }

    public double resistanceNewtons(double depthMetres) {
        if (depthMetres <= beginsAtMetres) {
            return 0;
        }
        double along = Math.min(1, (depthMetres - beginsAtMetres) / (MATING_AT_METRES - beginsAtMetres));
        double force = frictionNewtons * along;
        double mating = (depthMetres - MATING_AT_METRES) / MATING_WIDTH_METRES;
        if (mating > 0 && mating < 1) {
            force += (matingNewtons - frictionNewtons) * Math.sin(Math.PI * mating);
        }
        return force + stopNewtons(depthMetres);
    }
}
