package dev.mortise.controller.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mortise floor}: the plant in three dimensions, for other programs. */
@Command(
        name = "floor",
        description = {
            "Writes the plant as a body in three dimensions: what the page Floor draws, robots at home.",
            "glTF 2.0, binary: viewers, twins and game engines open it. Made of the plant file alone; no controller need run. "
                    + "A joint's node has its axis, its limits and its unit in `extras`."
        },
        footer = {"", "Example: mortise floor --output floor.glb"})
public final class FloorCommand extends OnSettings {

    private final Model model;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "File to write, FILE.glb.")
    private Path output = Path.of("floor.glb");

    private FloorCommand(Model model) {
        this.model = model;
    }

    /** The command, which has the model from there. */
    public static CommandLine writing(Model model) {
        CommandLine line = new CommandLine(new FloorCommand(model));
        Mortise.explainsItself(line.getCommandSpec());
        return line;
    }

    /** Makes the model of a plant. */
    public interface Model {

        /**
         * The bytes of the file.
         *
         * @param settings that name the plant
         * @return empty where files have faults, which were printed
         */
        Optional<byte[]> of(Path settings, PrintWriter err);
    }

    @Override
    int at(Path settings, PrintWriter out, PrintWriter err) {
        Optional<byte[]> made = model.of(settings, err);
        if (made.isEmpty()) {
            return Door.REFUSED;
        }
        byte[] bytes = made.orElseThrow();
        try {
            Files.write(output, bytes);
        } catch (IOException e) {
            err.println("refused: cannot write " + output + ": " + e);
            return Door.REFUSED;
        }
        out.printf(Locale.ROOT, "written to %s: glTF 2.0, %d bytes%n", output, bytes.length);
        return Door.DONE;
    }
}
