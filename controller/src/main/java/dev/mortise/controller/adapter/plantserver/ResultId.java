package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Optional;
import java.util.regex.Pattern;

/** RACK/OPERATION/ATTEMPT: the same for ever, on whatever machine the controller runs. A serial has no slash. */
record ResultId(RackId rack, OperationId operation, int attempt) {

    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");
    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,5}");

    /** Whether a rack may be called this; it is the name of a file, too. */
    static boolean isSerial(String text) {
        return SERIAL.matcher(text).matches();
    }

    static ResultId of(RackBuild build, Evidence evidence) {
        return new ResultId(build.id(), evidence.operation(), evidence.attempt());
    }

    static Optional<ResultId> parse(String text) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        String attempt = text.substring(last + 1);
        return last <= first + 1
                        || !isSerial(text.substring(0, Math.max(first, 0)))
                        || !ATTEMPT.matcher(attempt).matches()
                ? Optional.empty()
                : Optional.of(new ResultId(
                        new RackId(text.substring(0, first)),
                        new OperationId(text.substring(first + 1, last)),
                        Integer.parseInt(attempt)));
    }

    @Override
    public String toString() {
        return rack + "/" + operation + "/" + attempt;
    }
}
