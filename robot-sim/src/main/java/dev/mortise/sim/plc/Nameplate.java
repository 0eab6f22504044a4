package dev.mortise.sim.plc;

/** What a simulated PLC says of itself, and of the guards and switches around it, which nobody touches here. */
public final class Nameplate {

    private static final int PRODUCE = 1;
    private static final int AUTOMATIC_EXTERNAL = 4;
    private static final long CONTRACT_VERSION = 1;

    private Nameplate() {}

    /**
     * Fills in what does not change while the program runs.
     *
     * @param memoryRetained false after a cold start
     */
    public static void show(Image image, String cell, String bootId, boolean memoryRetained) {
        image.show("Identification/CellId", cell);
        image.show("Identification/ContractVersion", CONTRACT_VERSION);
        image.show("Identification/Simulated", true);
        image.show("Identification/BootId", bootId);
        image.show("Identification/MemoryRetained", memoryRetained);
        image.show("Unit/State", UnitMachine.STOPPED);
        image.show("Unit/Mode", PRODUCE);
        image.show("Safety/GuardClosed", true);
        image.show("Safety/OperationalMode", AUTOMATIC_EXTERNAL);
    }
}
