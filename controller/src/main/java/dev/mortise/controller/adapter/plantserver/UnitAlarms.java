package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.UnitWords;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Alarms of a unit as PackML has them: those that the line keeps of this cell, and the one that stopped it. */
final class UnitAlarms {

    private static final String ALARM = "Alarm";
    private static final String ALARM_EXTENT = "AlarmExtent";
    private static final String STOP_REASON = "StopReason";
    private static final String STOP_REASON_EXTENT = "StopReasonExtent";
    private static final String TYPE = "PackMLAlarmDataType";

    private final Structures structures;
    private final Told alarm;
    private final Told stopReason;
    private Optional<Shown> shown = Optional.empty();

    /** What was told last. */
    private record Shown(String trouble, List<AlarmView> alarms) {}

    UnitAlarms(TypeNamespace model, Structures structures, UaObjectNode admin) {
        this.structures = structures;
        this.alarm = new Told((UaVariableNode) StateNodes.below(admin, model.own(ALARM)));
        this.stopReason = new Told((UaVariableNode) StateNodes.below(admin, model.own(STOP_REASON)));
        // a source has one alarm of each kind at most
        extent(model, admin, ALARM_EXTENT, Cause.Kind.values().length);
        extent(model, admin, STOP_REASON_EXTENT, 1);
    }

    private static void extent(TypeNamespace model, UaObjectNode admin, String member, int most) {
        UaVariableNode node = (UaVariableNode) StateNodes.below(admin, model.own(member));
        StateNodes.put(node, new Variant(most), Known.NOW, Instant.EPOCH);
    }

    /** The optional members that are served. */
    static Set<QualifiedName> members(TypeNamespace model) {
        return Stream.of(ALARM, ALARM_EXTENT, STOP_REASON, STOP_REASON_EXTENT)
                .map(model::own)
                .collect(Collectors.toSet());
    }

    void show(PlantView view, CellView cell) {
        AlarmsView kept = view.alarms();
        List<AlarmView> own = kept.open().stream()
                .filter(one -> one.source().equals(cell.id()))
                .sorted(Comparator.comparing(AlarmView::raisedAt))
                .toList();
        Shown now = new Shown(kept.trouble(), own);
        if (shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        if (!now.trouble().isEmpty()) {
            Stream.of(alarm, stopReason).forEach(told -> told.nothing(Known.SILENT, view.at()));
            return;
        }
        alarm.good(new Variant(own.stream().map(this::structure).toArray(ExtensionObject[]::new)), view.at());
        own.stream()
                .filter(one -> one.active() && one.firstOut())
                .findFirst()
                .ifPresentOrElse(
                        first -> stopReason.good(new Variant(structure(first)), view.at()),
                        () -> stopReason.nothing(Known.UNSAID, view.at()));
    }

    private ExtensionObject structure(AlarmView one) {
        UnitWords.UnitAlarm number = UnitWords.alarm(one.kind());
        DynamicStructType made = structures.make(
                TYPE,
                Map.of(
                        "ID", number.id(),
                        "Value", AlarmWords.severity(one.priority()),
                        "Message", one.text(),
                        "Category", number.category(),
                        "DateTime", new DateTime(one.raisedAt()),
                        "AckDateTime",
                                one.acknowledged()
                                        .map(Alarm.Acknowledgement::at)
                                        .map(DateTime::new)
                                        .orElse(DateTime.MIN_VALUE),
                        "Trigger", one.active()));
        return structures.wire(made);
    }
}
