package dev.mortise.controller;

import dev.mortise.controller.adapter.bench.EngineMaker;
import dev.mortise.controller.adapter.engine.EngineKeeper;
import dev.mortise.controller.adapter.engine.EnginePlace;
import dev.mortise.controller.adapter.engine.EngineProcess;
import dev.mortise.controller.adapter.engine.RemoteEngine;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.command.Qualifier;
import dev.mortise.controller.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Engines to be measured in a process of their own, as the controller starts it: one process for all of them. */
final class MeasuredEngines implements EngineMaker {

    private static final String QUIET =
            "plant: plant.yaml\nrack_types: [rack.yaml]\nlog: { format: text, level: WARN }\n";

    private final Path directory;
    private final EngineProcess process;

    private MeasuredEngines(Path directory, EngineProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /** In each of these places, as a controller with such settings has them. */
    static List<EngineMaker> in(Set<Qualifier.Place> places, Settings.Realtime realtime) throws IOException {
        List<EngineMaker> makers = new ArrayList<>();
        if (places.contains(Qualifier.Place.INSIDE)) {
            makers.add(EngineMaker.inside());
        }
        if (places.contains(Qualifier.Place.OWN)) {
            makers.add(own(realtime.engine()));
        }
        return makers;
    }

    private static EngineMaker own(Settings.Engine engine) throws IOException {
        Path directory = Files.createTempDirectory("mortise-engine");
        // horizon and tuning cross the wire: of its file an engine reads how to log, and there need be none of a
        // controller
        Path settings = Files.writeString(directory.resolve("mortise.yaml"), QUIET);
        Settings.Engine there = new Settings.Engine(Settings.Place.OWN, directory, settings, engine.javaOptions());
        return new MeasuredEngines(directory, new EngineProcess(Engines.command(there, directory)));
    }

    @Override
    public Engine make(int horizonCycles, Tuning tuning) {
        return new RemoteEngine(
                new EnginePlace(directory),
                new RemoteEngine.Setup(true, horizonCycles, tuning, directory.resolve("blackbox")),
                new EngineKeeper() {
                    @Override
                    public void look() {
                        process.look();
                    }

                    @Override
                    public String why(EnginePlace place, IOException failure) {
                        return process.why(place, failure);
                    }

                    @Override
                    public boolean isStarting() {
                        return process.isStarting();
                    }

                    @Override
                    public void close() {
                        // the next engine runs in the same process
                    }
                });
    }

    @Override
    public Place place() {
        return Place.OWN;
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
