package dev.mortise.deploy;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges a finished run of the plant: {@code Verdict LEDGER RECORD... [--reworked OPERATION=REASON]...}.
 *
 * <p>Exit code 0: every rack released, ledger equals records, and each operation named after {@code --reworked} (a
 * prefix of its id) failed once for that reason and is valid now. 1: something of it is not so. 2: wrong usage.
 */
public final class Verdict {

    private static final int FOUND_WANTING = 1;
    private static final int WRONG_USAGE = 2;
    private static final String REWORKED = "--reworked=";

    private Verdict() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<Path> files = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .map(Path::of)
                .toList();
        if (files.size() < 2) {
            err.println("usage: Verdict LEDGER RECORD... [--reworked=OPERATION:REASON]...");
            return WRONG_USAGE;
        }
        try {
            List<Recorded> records = new ArrayList<>();
            for (Path file : files.subList(1, files.size())) {
                records.add(Recorded.read(file));
            }
            LedgerComparison comparison = LedgerComparison.of(Ledger.read(files.get(0)), records);
            out.print(comparison.text());
            boolean good = comparison.equal();
            for (Recorded record : records) {
                out.println(record.rack() + (record.released() ? ": released" : ": NOT released"));
                good &= record.released();
            }
            for (String argument : arguments) {
                if (argument.startsWith(REWORKED)) {
                    good &= reworked(argument.substring(REWORKED.length()), records, out);
                }
            }
            return good ? 0 : FOUND_WANTING;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FOUND_WANTING;
        }
    }

    private static boolean reworked(String wanted, List<Recorded> records, PrintStream out) {
        String operation = wanted.substring(0, Math.max(0, wanted.indexOf(':')));
        String reason = wanted.substring(wanted.indexOf(':') + 1);
        List<String> found = records.stream()
                .flatMap(record -> record.attempts().stream()
                        .filter(attempt -> attempt.operation().startsWith(operation))
                        .filter(attempt -> attempt.valid() && attempt.reason().contains(reason))
                        .filter(attempt -> !attempt.verdict().equals("OK"))
                        .map(attempt -> record.rack() + "/" + attempt.operation() + " failed (" + attempt.reason()
                                + ") at attempt " + attempt.number() + " and is valid now"))
                .toList();
        out.println(
                found.isEmpty()
                        ? operation + ": did NOT fail with '" + reason + "' and become valid after it"
                        : String.join("\n", found));
        return !found.isEmpty();
    }
}
