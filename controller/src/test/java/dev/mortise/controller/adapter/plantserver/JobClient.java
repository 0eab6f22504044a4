package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobState;
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
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.jspecify.annotations.Nullable;

/** An MES that speaks job control. Its structures are those of the server, read from and written to the wire. */
final class JobClient {

    private static final String RECEIVER = "Line.JobOrderControl";
    private static final String PROVIDER = "Line.JobOrderResults";
    private static final int JOBS_MODEL_FIRST_ID_OF_EVENTS = 1_006;

    private final OpcUaClient client;
    private final Structures structures;
    private final UShort line;
    private final UShort model;

    /** An answer to RequestJobResponseByJobOrderID. */
    record Response(long status, List<String> states, Instant started, Instant ended, List<String> data) {}

    JobClient(OpcUaClient client, Structures structures) {
        this.client = client;
        this.structures = structures;
        this.line = client.getNamespaceTable().getIndex(LineNamespace.URI);
        this.model = client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/");
    }

    int max() throws UaException {
        return ((UShort) read("MaxDownloadableJobOrders")).intValue();
    }

    ExtensionObject job(String id, String type, String... more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("JobOrderID", id);
        fields.put(
                "WorkMasterID",
                new DynamicStructType[] {structures.make("ISA95WorkMasterDataType", Map.of("ID", type))});
        for (String field : more) {
            fields.put(
                    field,
                    switch (field) {
                        case "Priority" -> (short) 5;
                        case "StartTime", "EndTime" -> DateTime.now();
                        case "WorkMasterID" ->
                            list("ISA95WorkMasterDataType", Map.of("ID", type, "Parameters", parameter()));
                        case "JobOrderParameters" -> parameter();
                        case "PersonnelRequirements" -> list("ISA95PersonnelDataType", Map.of("ID", "anna"));
                        case "EquipmentRequirements" -> list("ISA95EquipmentDataType", Map.of("ID", "TRAY-A"));
                        case "PhysicalAssetRequirements" -> list("ISA95PhysicalAssetDataType", Map.of("ID", "ROB-1"));
                        default -> list("ISA95MaterialDataType", Map.of("MaterialDefinitionID", "tray"));
                    });
        }
        return structures.wire(structures.make("ISA95JobOrderDataType", fields));
    }

    private DynamicStructType[] parameter() {
        return list("ISA95ParameterDataType", Map.of("ID", "speed", "Value", new Variant(5)));
    }

    private DynamicStructType[] list(String type, Map<String, ?> fields) {
        return new DynamicStructType[] {structures.make(type, fields)};
    }

    long order(String id, String type) throws UaException {
        return send("StoreAndStart", job(id, type));
    }

    long name(String method, String id) throws UaException {
        return send(method, id);
    }

    long name(String method, String id, String comment) throws UaException {
        return send(method, id, LocalizedText.english(comment));
    }

    long send(String method, Object argument, LocalizedText... comment) throws UaException {
        Variant[] outputs = call(RECEIVER, method, new Variant(argument), new Variant(comment));
        return requireNonNull((ULong) outputs[0].value()).longValue();
    }

    /** Each as ID, work master and state. */
    List<String> list() throws UaException {
        return Arrays.stream((ExtensionObject[]) read("JobOrderList"))
                .map(one ->
                        structures.read(one, "ISA95JobOrderAndStateDataType").orElseThrow())
                .map(one -> order(requireNonNull(
                                (DynamicStructType) one.getMembers().get("JobOrder"))) + " "
                        + String.join(
                                ",", states(requireNonNull(one.getMembers().get("State")))))
                .toList();
    }

    Response response(String id) throws UaException {
        Variant[] outputs = call(PROVIDER, "RequestJobResponseByJobOrderID", new Variant(id));
        DynamicStructType response = structures
                .read(requireNonNull(outputs[0].value()), "ISA95JobResponseDataType")
                .orElseThrow();
        List<String> data = new ArrayList<>();
        gather("", response.getMembers().get("JobResponseData"), data);
        return new Response(
                requireNonNull((ULong) outputs[1].value()).longValue(),
                states(requireNonNull(response.getMembers().get("JobState"))),
                time(response.getMembers().get("StartTime")),
                time(response.getMembers().get("EndTime")),
                data);
    }

    /** Order ids, when the status is good. */
    List<String> responsesOf(JobState... wanted) throws UaException {
        ExtensionObject[] states = Arrays.stream(wanted)
                .map(state -> structures.wire(structures.make(
                        "ISA95StateDataType",
                        Map.of(
                                "BrowsePath",
                                new RelativePath(null),
                                "StateText",
                                LocalizedText.english(state.text()),
                                "StateNumber",
                                uint(JobWords.state(state).number())))))
                .toArray(ExtensionObject[]::new);
        Variant[] outputs = call(PROVIDER, "RequestJobResponseByJobOrderState", new Variant(states));
        return Arrays.stream(requireNonNull((ExtensionObject[]) outputs[0].value()))
                .map(one -> structures.read(one, "ISA95JobResponseDataType").orElseThrow())
                .map(one -> (String) one.getMembers().get("JobOrderID"))
                .toList();
    }

    /** Events of orders as they come: ID, state, and the order they carry. */
    List<String> events() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        NodeId type = new NodeId(model, uint(JOBS_MODEL_FIRST_ID_OF_EVENTS));
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(
                new NodeId(line, RECEIVER),
                new EventFilterBuilder()
                        .select(type, new QualifiedName(model, "JobOrder"))
                        .select(type, new QualifiedName(model, "JobState"))
                        .select(type, new QualifiedName(model, "JobResponse"))
                        .build());
        item.setQueueSize(uint(100));
        item.setEventValueListener((unusedItem, values) -> heard.add(event(values)));
        OpcUaSubscription subscription = new OpcUaSubscription(client);
        subscription.create();
        subscription.addMonitoredItem(item);
        subscription.synchronizeMonitoredItems();
        return heard;
    }

    private String event(Variant[] values) {
        DynamicStructType order = structures
                .read(requireNonNull(values[0].value()), "ISA95JobOrderDataType")
                .orElseThrow();
        DynamicStructType response = structures
                .read(requireNonNull(values[2].value()), "ISA95JobResponseDataType")
                .orElseThrow();
        ExtensionObject[] states = requireNonNull((ExtensionObject[]) values[1].value());
        return response.getMembers().get("JobOrderID") + " "
                + state(structures.read(states[0], "ISA95StateDataType").orElseThrow()) + " of " + order(order);
    }

    private static String order(DynamicStructType order) {
        Object[] masters = requireNonNull((Object[]) order.getMembers().get("WorkMasterID"));
        return order.getMembers().get("JobOrderID") + " "
                + ((DynamicStructType) masters[0]).getMembers().get("ID");
    }

    private static List<String> states(Object states) {
        return Arrays.stream((Object[]) states)
                .map(state -> state((DynamicStructType) state))
                .toList();
    }

    private static String state(DynamicStructType state) {
        return requireNonNull(requireNonNull((LocalizedText) state.getMembers().get("StateText"))
                .text());
    }

    private static Instant time(@Nullable Object field) {
        return field instanceof DateTime time ? time.getJavaInstant() : Instant.EPOCH;
    }

    private static void gather(String above, @Nullable Object parameters, List<String> data) {
        if (parameters instanceof Object[] all) {
            for (Object one : all) {
                Map<String, Object> fields = ((DynamicStructType) one).getMembers();
                String path = above + fields.get("ID");
                String unit = fields.get("EngineeringUnits") instanceof EUInformation units
                        ? " " + units.getDisplayName().text()
                        : "";
                data.add(path + " "
                        + requireNonNull((Variant) fields.get("Value")).value() + unit);
                gather(path + ".", fields.get("Subparameters"), data);
            }
        }
    }

    private Object read(String variable) throws UaException {
        return requireNonNull(client.readValue(
                        0.0, TimestampsToReturn.Both, new NodeId(line, RECEIVER + "/" + model + ":" + variable))
                .value()
                .value());
    }

    NodeId receiver() {
        return new NodeId(line, RECEIVER);
    }

    NodeId alarms() {
        return new NodeId(line, "Line.Alarms");
    }

    /** What {@link #send} sends, to be sent with others. */
    CallMethodRequest request(String method, Object argument) {
        return request(RECEIVER, method, new Variant(argument), new Variant(new LocalizedText[0]));
    }

    private CallMethodRequest request(String object, String method, Variant... arguments) {
        return new CallMethodRequest(
                new NodeId(line, object), new NodeId(line, object + "/" + model + ":" + method), arguments);
    }

    private Variant[] call(String object, String method, Variant... arguments) throws UaException {
        CallMethodResult result =
                client.call(List.of(request(object, method, arguments))).getResults()[0];
        if (!result.getStatusCode().isGood()) {
            throw new UaException(result.getStatusCode());
        }
        return requireNonNull(result.getOutputArguments());
    }
}
