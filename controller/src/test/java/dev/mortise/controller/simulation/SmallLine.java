package dev.mortise.controller.simulation;

import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.config.PlantFile;
import dev.mortise.controller.config.RackTypeFile;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.RackType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Four cells, one of them twice, and a rack type that has everything a real one has, in small. */
final class SmallLine {

    private static final String PLANT = """
            plant: simulation
            line:
              id: LINE-1
              cells:
                - { id: FRAME, capabilities: [dock, fasten], plc: { endpoint: "opc.tcp://10.0.0.1:4840" } }
            %s%s    - { id: LEAK, capabilities: [leak-test, finish], plc: { endpoint: "opc.tcp://10.0.0.4:4840" } }
              buffers: [{ id: BUF-1, racks: 2 }]
              transporter: { id: AMR, capabilities: [transport], plc: { endpoint: "opc.tcp://10.0.0.5:4840" } }
            """.formatted(tray(1), tray(2));

    private static final String TYPE = """
            rack_type: small
            revision: "1"
            bom: [{ part: tray, title: tray, quantity: 2 }]
            slots:
              trays: { part: tray, prefix: C, count: 2, first_position: 1 }
            operations:
              - { id: dock, number: 10, title: dock, steps: [{ id: dock, kind: plc, command: frame.dock }], on_failure: [{ retry: 1 }] }
              - id: fasten
                number: 20
                title: fasten
                needs: [dock]
                steps:
                  - { id: drive, kind: plc, command: screws.tighten, count: 4, torque: 5 N·m, angle_min: 1 deg, angle_max: 90 deg }
                on_failure: [{ on: [torque-low], retry: 2 }]
              - id: insert
                number: 30
                title: insert
                for_each: trays
                in_order: true
                needs: [dock]
                after: [fasten]
                steps:
                  - { id: pick, kind: plc, command: part.pick, part: tray }
                  - { id: push, kind: insert, force_max: 900 N, seat_force: 600 N, free_travel: 180 mm, depth_min: 245 mm, speed: 900 mm/s, contact_speed: 150 mm/s }
                  - { id: latch, kind: plc, command: latch.close }
                  - { id: clear, kind: move, pose: approach, at: slot }
                undo:
                  - { id: open, kind: plc, command: latch.open }
                  - { id: pull, kind: move, pose: approach, at: slot }
                  - { id: return, kind: plc, command: part.return, part: tray }
                placed_by: push
                on_failure: [{ on: [overforce, not-latched], retry: 2 }]
              - id: leak-test
                number: 40
                title: leak test
                needs: [insert]
                steps: [{ id: decay, kind: plc, command: leak.test, pressure: 2 bar, stabilise: 20 s, measure: 10 s }]
                on_failure: [{ on: [leak], rework: insert, slot_from: suspect, budget: 2 }]
              - { id: finish, number: 50, title: finish, needs: [leak-test, fasten], steps: [{ id: label, kind: plc, command: rack.label }] }
              - { id: release, number: 60, title: release, needs: [finish] }
            """;

    private static final Map<Bug, RackType> TYPES = new ConcurrentHashMap<>();
    private static final PlantSpec LOADED = loaded("plant.yaml", PLANT, PlantFile::load);

    private SmallLine() {}

    static PlantSpec plant() {
        return LOADED;
    }

    /** As the controller reads it; some bugs are in the plan. */
    static RackType type(Bug bug) {
        return TYPES.computeIfAbsent(bug, planted -> {
            String text = switch (planted) {
                case PLAN_LACKS_A_NEED -> TYPE.replace("needs: [leak-test, fasten]", "needs: [fasten]");
                case PLAN_LACKS_AN_UNDO -> TYPE.replaceAll("(?s)    undo:.*?    placed_by: push\n", "");
                default -> TYPE;
            };
            return loaded("small.yaml", text, file -> RackTypeFile.load(file, Optional.of(LOADED)));
        });
    }

    private static String tray(int number) {
        return """
                    - id: TRAY-%d
                      capabilities: [insert]
                      plc: { endpoint: "opc.tcp://10.0.0.%d:4840" }
                      robots:
                        - id: HV-%d
                          realtime: { host: 10.0.1.%d, port: 4850%d, cycle_us: 2000 }
                          kinematics: gantry
                          joints:
                            - { name: y, type: prismatic, min: -0.2, max: 1.3, velocity_max: 1.5, acceleration_max: 8, jerk_max: 80 }
                            - { name: z, type: prismatic, min: 0.1, max: 2.4, velocity_max: 2, acceleration_max: 8, jerk_max: 80 }
                          poses: { home: [0, 1], approach: [0.6, 1] }
                          insertion: { axis: 0, stroke: 0.25, height_axis: 1, first_slot: 0.3, slot_pitch: 0.05 }
                """.formatted(number, number + 1, number, number, number);
    }

    private interface Loader<T> {
        Loaded<T> load(Path file);
    }

    private static <T> T loaded(String name, String text, Loader<T> loader) {
        try {
            Path directory = Files.createTempDirectory("simulation");
            Path file = Files.writeString(directory.resolve(name), text);
            Loaded<T> loaded = loader.load(file);
            Files.delete(file);
            Files.delete(directory);
            return loaded.value()
                    .orElseThrow(() -> new IllegalStateException(loaded.faults().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
