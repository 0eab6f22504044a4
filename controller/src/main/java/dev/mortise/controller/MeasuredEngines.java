package dev.mortise.controller;

import dev.mortise.controller.adapter.bench.EngineMaker;
import dev.mortise.controller.adapter.engine.EngineKeeper;
import dev.mortise.controller.adapter.engine.EnginePlace;
import dev.mortise.controller.adapter.engine.EngineProcess;
import dev.mortise.controller.adapter.engine.RemoteEngine;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Engines to be measured in a process of their own, as the controller starts it: one process for all of them. */
final class MeasuredEngines implements EngineMaker {

    private final Path directory;
    private final EngineProcess process;

    private MeasuredEngines(Path directory, EngineProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /** Where such settings have it. */
    static EngineMaker of(Settings.Realtime realtime) throws IOException {
        if (realtime.engine().place() == Settings.Place.INSIDE) {
            return EngineMaker.inside();
        }
        Path directory = Files.createTempDirectory("mortise-engine");
        return new MeasuredEngines(directory, new EngineProcess(Engines.command(realtime.engine(), directory)));
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
                    public void close() {
                        // the next engine runs in the same process
                    }
                });
    }

    @Override
    public boolean isInThisProcess() {
        return false;
    }

    @Override
    public String words() {
        return "in a process of its own; the load is in this one";
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
