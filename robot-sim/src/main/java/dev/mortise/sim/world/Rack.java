package dev.mortise.sim.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is physically so with one rack. Changed by effects only. */
final class Rack {

    /** A part in a slot. */
    record Part(String part, String serial) {}

    final Map<String, Part> seated = new HashMap<>();
    final Set<String> latched = new HashSet<>();
    final Set<String> leaking = new HashSet<>();
    String place = "";
    boolean leakTested;
    boolean filled;
    boolean powered;

    void apply(Effect effect, Part held) {
        switch (effect.kind()) {
            case RACK_AT -> place = effect.detail();
            case PART_SEATED -> {
                seated.put(effect.slot(), held);
                leakTested = false;
            }
            case PART_EXTRACTED -> {
                seated.remove(effect.slot());
                latched.remove(effect.slot());
                leaking.remove(effect.slot());
                leakTested = false;
            }
            case LATCHED -> latched.add(effect.slot());
            case UNLATCHED -> latched.remove(effect.slot());
            case COUPLING_LEAKS -> leaking.add(effect.slot());
            case LEAK_TESTED -> leakTested = true;
            case FILLED -> filled = true;
            case DRAINED -> filled = false;
            case POWERED -> powered = true;
            case UNPOWERED -> powered = false;
            default -> {
                // tools and clamps belong to the cell; screws and measurements leave nothing that others rest on
            }
        }
    }
}
