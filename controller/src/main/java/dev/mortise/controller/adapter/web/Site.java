package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.RackType;
import java.util.Collection;
import java.util.List;

/**
 * What the files say of the plant: its equipment and what can be ordered.
 *
 * @param types rack types
 */
public record Site(PlantSpec plant, List<RackType> types) {

    public Site {
        types = List.copyOf(types);
    }

    public static Site of(PlantSpec plant, Collection<RackType> types) {
        return new Site(plant, List.copyOf(types));
    }
}
