package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Somebody who holds racks for a while, keeps them from starting for a while, and gives them up for good. */
final class RackPerson {

    private static final List<Abandonment> HOW = List.of(Abandonment.values());

    private final World world;
    private final Supplier<Optional<Person.Station>> controller;
    private final RackTrouble trouble;
    private final Set<String> holding = new HashSet<>();
    private final Set<String> keeping = new HashSet<>();

    RackPerson(World world, Supplier<Optional<Person.Station>> controller, RackTrouble trouble) {
        this.world = world;
        this.controller = controller;
        this.trouble = trouble;
    }

    void holdsSome() {
        String rack = trouble.someRack();
        if (holding.add(rack)) {
            asks(rack, new RackAct.Hold("look"), station -> {
                if (holding.contains(rack)) {
                    world.standstills.holdTold(rack, underWay(station, rack));
                }
            });
            world.kernel.after(trouble.between(3_000, 15_000), () -> {
                holding.remove(rack);
                world.standstills.holdTakenBack(rack);
            });
        }
    }

    void abandonsSome() {
        String rack = trouble.someRack();
        Abandonment how = trouble.some(HOW);
        world.standstills.abandonmentAsked(rack);
        asks(
                rack,
                new RackAct.Abandon("scrap", how),
                station -> world.standstills.abandonmentTold(rack, underWay(station, rack)));
    }

    void keepsSomeFromStarting() {
        String rack = trouble.someRack();
        if (keeping.add(rack)) {
            asks(rack, new RackAct.RevokeStart(), station -> {
                if (keeping.contains(rack)) {
                    world.standstills.keptOutTold(rack);
                }
            });
            world.kernel.after(trouble.between(3_000, 15_000), () -> {
                keeping.remove(rack);
                world.standstills.mayStartAgain(rack);
            });
        }
    }

    /** Takes off what it does not want any more, or what was stored although nobody said so. */
    void attends(Person.Station station) {
        for (RackView rack : station.panel().now().racks()) {
            boolean over = rack.released() || rack.wanted().abandoned().isPresent();
            if (!over && !rack.wanted().holds().isEmpty() && !holding.contains(rack.id())) {
                station.desk().act(new RackId(rack.id()), new RackAct.Unhold(), reply -> {});
            }
            if (!over && !rack.wanted().mayStart() && !keeping.contains(rack.id())) {
                station.desk().act(new RackId(rack.id()), new RackAct.AllowStart(), reply -> {});
            }
        }
    }

    private void asks(String rack, RackAct act, Consumer<Person.Station> told) {
        controller
                .get()
                .ifPresent(station -> station.desk().act(new RackId(rack), act, reply -> {
                    if (reply instanceof Desk.Reply.Accepted) {
                        told.accept(station);
                    }
                }));
    }

    private static Optional<String> underWay(Person.Station station, String rack) {
        return station.panel()
                .build(new RackId(rack))
                .flatMap(build -> build.running())
                .map(running -> running.work().operation() + "/" + running.attempt());
    }
}
