package dev.mortise.controller;

import dev.mortise.controller.adapter.bench.EngineMaker;
import dev.mortise.controller.adapter.bench.Qualification;
import dev.mortise.controller.command.Qualifier;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.config.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** {@code mortise bench}, on the engine as a controller with these settings would run it. */
final class Bench implements Qualifier {

    private static final int DONE = 0;
    private static final int NOT_FIT = 1;

    @Override
    public int qualify(Wanted wanted, PrintWriter out, PrintWriter err) {
        Settings.Realtime realtime = Settings.Realtime.DEFAULT;
        if (wanted.settings().isPresent()) {
            Loaded<Settings> loaded = SettingsFile.load(wanted.settings().get());
            if (!loaded.ok()) {
                loaded.faults().forEach(err::println);
                err.flush();
                return NOT_FIT;
            }
            realtime = loaded.value().orElseThrow().realtime();
        }
        List<EngineMaker> engines = List.of();
        try {
            engines = MeasuredEngines.in(wanted.places(), realtime);
            boolean passed = Qualification.run(
                    new Qualification.Wanted(
                            wanted.robots(),
                            wanted.robotHz(),
                            wanted.seconds(),
                            realtime.horizonCycles(),
                            Engines.tuning(realtime),
                            engines),
                    wanted.json(),
                    out,
                    err);
            return passed ? DONE : NOT_FIT;
        } catch (IOException e) {
            err.println("mortise: " + e.getMessage());
            err.flush();
            return NOT_FIT;
        } finally {
            engines.forEach(EngineMaker::close);
        }
    }
}
