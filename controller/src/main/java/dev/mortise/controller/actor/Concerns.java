package dev.mortise.controller.actor;

import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.List;
import java.util.Optional;

/** Which cell, part, operation and evidence an alarm is about, as the board shows them when it is raised. */
final class Concerns {

    /** Doing and undoing of an operation have one history. */
    private static final String UNDO = "undo ";

    private final Board board;

    Concerns(Board board) {
        this.board = board;
    }

    /** Empty of what is neither a cell, nor a robot, nor a rack of the line. */
    Optional<Concern> of(PlantView view, String source) {
        return view.cells().stream()
                .filter(cell ->
                        cell.id().equals(source) || cell.equipment().robots().contains(source))
                .findFirst()
                .map(this::of)
                .or(() -> view.racks().stream()
                        .filter(rack -> rack.id().equals(source))
                        .findFirst()
                        .map(rack -> of(view, rack)));
    }

    private Concern of(CellView cell) {
        String part = cell.rack().orElse("");
        return new Concern(
                cell.id(), part, cell.operation(), cell.attempt(), cell.step(), evidence(part, cell.operation()));
    }

    /** What it is asked about, or what runs. */
    private Concern of(PlantView view, RackView rack) {
        String cell = view.cells().stream().anyMatch(one -> one.id().equals(rack.place())) ? rack.place() : "";
        Optional<RackBuild> build = board.build(new RackId(rack.id()));
        List<RackEvent.QuestionAsked> questions =
                build.map(RackBuild::questions).orElse(List.of());
        String operation = questions.isEmpty()
                ? rack.doing()
                : questions.get(0).operation().value();
        int attempt = newest(build, operation).map(Evidence::attempt).orElse(0);
        return new Concern(cell, rack.id(), operation, attempt, "", evidence(rack.id(), operation));
    }

    private String evidence(String part, String operation) {
        return part.isEmpty()
                ? ""
                : newest(board.build(new RackId(part)), operation)
                        .map(found -> part + "/" + operation + "/" + found.attempt())
                        .orElse("");
    }

    private static Optional<Evidence> newest(Optional<RackBuild> build, String operation) {
        String undone = operation.startsWith(UNDO) ? operation.substring(UNDO.length()) : operation;
        return undone.isEmpty()
                ? Optional.empty()
                : build.flatMap(history ->
                        history.attempts(new OperationId(undone)).stream().reduce((first, last) -> last));
    }
}
