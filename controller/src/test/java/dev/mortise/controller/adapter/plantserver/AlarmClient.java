package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.EventFilterBuilder;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryEvent;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadEventDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/** A SCADA that shows alarms and acts on them. */
final class AlarmClient {

    private static final int QUEUE = 1_000;

    /** Of OPC 10000-9; a slash goes one deeper. */
    private static final List<String> STANDARD = List.of(
            "EventId",
            "EventType",
            "SourceName",
            "Time",
            "Message",
            "Severity",
            "ConditionName",
            "Retain",
            "Quality",
            "Comment",
            "ClientUserId",
            "EnabledState/Id",
            "ActiveState/Id",
            "AckedState/Id",
            "AckedState/TransitionTime",
            "ConfirmedState",
            "ConfirmedState/Id",
            "ConfirmedState/TransitionTime",
            "SuppressedState/Id",
            "SuppressedOrShelved",
            "ShelvingState/CurrentState",
            "ShelvingState/UnshelveTime");

    private static final List<String> OWN = List.of(
            "Kind",
            "Remedy",
            "TimesRaised",
            "SuppressedBy",
            "Cell",
            "Part",
            "Operation",
            "Attempt",
            "Step",
            "Evidence");

    private final OpcUaClient client;
    private final UShort line;
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    /** One event, by the names of its fields. */
    record Event(NodeId condition, Map<String, Variant> fields) {
        Object get(String field) {
            Object value = requireNonNull(fields.get(field), field).value();
            return value instanceof LocalizedText text ? String.valueOf(text.text()) : String.valueOf(value);
        }

        ByteString id() {
            return (ByteString)
                    requireNonNull(requireNonNull(fields.get("EventId")).value());
        }

        Instant time(String field) {
            return ((DateTime) requireNonNull(requireNonNull(fields.get(field)).value())).getJavaInstant();
        }

        StatusCode quality() {
            return (StatusCode)
                    requireNonNull(requireNonNull(fields.get("Quality")).value());
        }

        /** The name of its condition; of what is none, its message. */
        String nameOrMessage() {
            return requireNonNull(fields.get("ConditionName")).isNull() ? String.valueOf(get("Message")) : name();
        }

        String name() {
            return String.valueOf(get("ConditionName"));
        }

        /** Fields in this order. */
        List<Object> of(String... names) {
            return Arrays.stream(names).map(this::get).toList();
        }
    }

    AlarmClient(OpcUaClient client) {
        this.client = client;
        this.line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
    }

    /** Listens on a node; the subscription's id and the item's. */
    List<UInteger> listen(NodeId node) throws Exception {
        OpcUaSubscription subscription = new OpcUaSubscription(client);
        subscription.setPublishingInterval(100.0);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(node, filter());
        item.setQueueSize(uint(QUEUE));
        item.setEventValueListener((unusedItem, values) -> heard.add(event(values)));
        subscription.addMonitoredItem(item);
        subscription.synchronizeMonitoredItems();
        return List.of(
                subscription.getSubscriptionId().orElseThrow(),
                item.getMonitoredItemId().orElseThrow());
    }

    List<Event> heard() {
        return List.copyOf(heard);
    }

    void forget() {
        heard.clear();
    }

    Event last(String alarm) {
        return heard.stream()
                .filter(event -> event.name().equals(alarm))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("nothing was heard of " + alarm));
    }

    NodeId node(String identifier) {
        return new NodeId(line, identifier);
    }

    private EventFilter filter() {
        EventFilterBuilder builder = new EventFilterBuilder()
                .select(new SimpleAttributeOperand(
                        NodeIds.ConditionType, new QualifiedName[0], AttributeId.NodeId.uid(), null));
        for (String field : STANDARD) {
            QualifiedName[] path = Arrays.stream(field.split("/"))
                    .map(name -> new QualifiedName(0, name))
                    .toArray(QualifiedName[]::new);
            builder.select(NodeIds.BaseEventType, path);
        }
        OWN.forEach(field -> builder.select(NodeIds.BaseEventType, new QualifiedName(line, field)));
        return builder.build();
    }

    private static Event event(Variant[] values) {
        List<String> names = new ArrayList<>(STANDARD);
        names.addAll(OWN);
        Map<String, Variant> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), values[i + 1]);
        }
        return new Event(values[0].value() instanceof NodeId id ? id : NodeId.NULL_VALUE, fields);
    }

    StatusCode acknowledge(Event event, String comment) throws UaException {
        return acknowledge(event.condition(), event.id(), comment);
    }

    StatusCode acknowledge(NodeId condition, ByteString eventId, String comment) throws UaException {
        return call(
                condition,
                NodeIds.AcknowledgeableConditionType_Acknowledge,
                new Variant(eventId),
                new Variant(LocalizedText.english(comment)));
    }

    StatusCode confirm(Event event, String comment) throws UaException {
        return call(
                event.condition(),
                NodeIds.AcknowledgeableConditionType_Confirm,
                new Variant(event.id()),
                new Variant(LocalizedText.english(comment)));
    }

    StatusCode call(NodeId object, NodeId method, Variant... arguments) throws UaException {
        return requireNonNull(client.call(List.of(new CallMethodRequest(object, method, arguments)))
                        .getResults())[0].getStatusCode();
    }

    HistoryReadResult history(NodeId node, Instant from, Instant to, int limit, ByteString after) throws UaException {
        return requireNonNull(client.historyRead(
                        new ReadEventDetails(uint(limit), new DateTime(from), new DateTime(to), filter()),
                        TimestampsToReturn.Both,
                        false,
                        List.of(new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, after)))
                .getResults())[0];
    }

    List<Event> events(HistoryReadResult result) {
        HistoryEvent history =
                (HistoryEvent) requireNonNull(result.getHistoryData()).decode(client.getStaticEncodingContext());
        return Arrays.stream(requireNonNull(history.getEvents()))
                .map(fields -> event(requireNonNull(fields.getEventFields())))
                .toList();
    }
}
