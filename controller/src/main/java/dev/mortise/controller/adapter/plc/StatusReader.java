package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** Reads a PLC's whole status at one instant: the change counter is read before and after, equal means consistent. */
final class StatusReader {

    /** A PLC that changes faster than it can be read is read this often before the next round. */
    private static final int TRIES = 5;

    private static final String CHANGE = "Status/Change";
    private static final int OUTCOME_OK = 1;
    private static final int OUTCOME_PART_FAILURE = 2;

    private final PlcNodes nodes;
    private final List<String> paths = new ArrayList<>();

    StatusReader(PlcNodes nodes, CellPlcModel model) {
        this.nodes = nodes;
        paths.add(CHANGE);
        model.nodes().stream()
                .filter(node -> !node.written() && !node.path().equals(CHANGE))
                .map(PlcNode::path)
                .forEach(paths::add);
        paths.add(CHANGE);
    }

    /** Empty when the PLC changed during every try. */
    Optional<Reading> read() throws UaException {
        for (int i = 0; i < TRIES; i++) {
            List<DataValue> values = nodes.read(paths);
            Object before = values.get(0).value().value();
            Object after = values.get(values.size() - 1).value().value();
            if (before != null && before.equals(after)) {
                return Optional.of(new Reading(values));
            }
        }
        return Optional.empty();
    }

    /** What was read, by path. */
    final class Reading {
        private final Map<String, Object> byPath = new HashMap<>();

        Reading(List<DataValue> values) {
            for (int i = 0; i < paths.size(); i++) {
                DataValue value = values.get(i);
                Object content = value.value().value();
                if (!value.statusCode().isGood() || content == null) {
                    throw new IllegalStateException(paths.get(i) + " is not known: " + value.statusCode());
                }
                byPath.put(paths.get(i), content);
            }
        }

        long number(String path) {
            Object value = value(path);
            return value instanceof UInteger unsigned ? unsigned.longValue() : ((Number) value).longValue();
        }

        PlcStatus status() {
            return new PlcStatus(
                    text("Identification/BootId"),
                    flag("Identification/MemoryRetained"),
                    flag("Identification/Simulated"),
                    number("Status/Epoch"),
                    UnitState.of((int) number("Unit/State"))
                            .orElseThrow(() -> new IllegalStateException("Unit/State is no PackML state")),
                    (int) number("Unit/Mode"),
                    text("Unit/StopReason"),
                    command(),
                    outcome(),
                    new PlcStatus.Safety(
                            flag("Safety/EmergencyStop"),
                            flag("Safety/ProtectiveStop"),
                            flag("Safety/GuardClosed"),
                            (int) number("Safety/OperationalMode")),
                    interlocks());
        }

        private Optional<PlcStatus.Command> command() {
            PlcStatus.CommandState[] states = PlcStatus.CommandState.values();
            int state = (int) number("Status/State");
            return state < 1 || state > states.length
                    ? Optional.empty()
                    : Optional.of(new PlcStatus.Command(
                            new CommandId(text("Status/Id")), states[state - 1], text("Status/Reason"), (Double)
                                    value("Status/Progress")));
        }

        private Optional<StepReport> outcome() {
            String id = text("Result/Id");
            if (id.isEmpty()) {
                return Optional.empty();
            }
            int outcome = (int) number("Result/Outcome");
            String[] names = texts("Result/Names");
            Double[] values = numbers("Result/Values");
            String[] units = texts("Result/Units");
            List<Measurement> measurements = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                measurements.add(new Measurement(names[i], values[i], units[i]));
            }
            String[] textNames = texts("Result/TextNames");
            String[] textValues = texts("Result/TextValues");
            Map<String, String> reports = new HashMap<>();
            for (int i = 0; i < textNames.length; i++) {
                reports.put(textNames[i], textValues[i]);
            }
            return Optional.of(new StepReport(
                    id.substring(id.lastIndexOf('/') + 1),
                    new CommandId(id),
                    switch (outcome) {
                        case OUTCOME_OK -> StepReport.Outcome.OK;
                        case OUTCOME_PART_FAILURE -> StepReport.Outcome.PART_FAILURE;
                        default -> StepReport.Outcome.STATION_FAULT;
                    },
                    text("Result/Reason"),
                    measurements,
                    reports,
                    curve()));
        }

        private Optional<Curve> curve() {
            String name = text("Result/CurveName");
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Curve(
                            name,
                            text("Result/CurveXUnit"),
                            text("Result/CurveYUnit"),
                            List.of(numbers("Result/CurveX")),
                            List.of(numbers("Result/CurveY"))));
        }

        private List<PlcStatus.Interlock> interlocks() {
            String[] names = texts("Interlocks/Names");
            Boolean[] satisfied = (Boolean[]) value("Interlocks/Satisfied");
            List<PlcStatus.Interlock> interlocks = new ArrayList<>();
            for (int i = 0; i < names.length && i < satisfied.length; i++) {
                interlocks.add(new PlcStatus.Interlock(names[i], satisfied[i]));
            }
            return interlocks;
        }

        String text(String path) {
            return (String) value(path);
        }

        private boolean flag(String path) {
            return (Boolean) value(path);
        }

        private String[] texts(String path) {
            return (String[]) value(path);
        }

        private Double[] numbers(String path) {
            return (Double[]) value(path);
        }

        private Object value(String path) {
            return Optional.ofNullable(byPath.get(path))
                    .orElseThrow(() -> new IllegalStateException(path + " was not read"));
        }
    }
}
