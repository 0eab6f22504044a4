package dev.mortise.controller.domain.process;

/**
 * Name of one command to one device, never reused: {@code R-0001/insert-compute-tray.C07/2/insert} is rack, operation,
 * attempt and step.
 */
public record CommandId(String value) {

    public static CommandId of(String owner, OperationId operation, int attempt, String step) {
        return new CommandId(owner + "/" + operation + "/" + attempt + "/" + step);
    }

    @Override
    public String toString() {
        return value;
    }
}
