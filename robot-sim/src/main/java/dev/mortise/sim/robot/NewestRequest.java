package dev.mortise.sim.robot;

/** The newest request that was granted: those before it are said again by somebody who only heard them. */
final class NewestRequest {

    private final boolean keyed;
    private boolean any;
    private int epoch;
    private long counter;

    /** Of a robot with a key, or without: then everybody can make new ones, and all are taken. */
    NewestRequest(boolean keyed) {
        this.keyed = keyed;
    }

    /**
     * Takes a request whose tag was right and that is to be granted.
     *
     * @return false when one as new as it was taken before: of a higher epoch, or of the same one and no lower counter
     */
    boolean take(int newEpoch, long newCounter) {
        int order = Integer.compareUnsigned(newEpoch, epoch);
        if (keyed && any && (order < 0 || (order == 0 && Long.compareUnsigned(newCounter, counter) <= 0))) {
            return false;
        }
        any = true;
        epoch = newEpoch;
        counter = newCounter;
        return true;
    }
}
