package dev.mortise.sim.tool;

/**
 * Force of an insertion over its depth: free travel, friction that rises along the guides, the mating peak of connectors
 * and couplings, the hard stop.
 *
 * @param frictionNewtons reached just before mating
 * @param matingNewtons height of the mating peak
 * @param beginsAtMetres where friction begins
 */
public record Contact(double frictionNewtons, double matingNewtons, double beginsAtMetres) {

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
        if (depthMetres > SEATED_AT_METRES) {
            force += STOP_NEWTONS_PER_METRE * (depthMetres - SEATED_AT_METRES);
        }
        return force;
    }
}
