package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.EventFilterBuilder;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.sdk.core.types.DynamicEnumType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/** A plant's system that takes results by OPC 40001-101. */
final class ResultClient {

    private static final String MANAGEMENT = "Line.ResultManagement";
    private static final int RESULT_READY_EVENT = 1_002;
    private static final int VALUE = 13;

    private final OpcUaClient client;
    private final Structures structures;
    private final Structures parameters;
    private final UShort line;
    private final UShort model;

    /** What a method said, beside its error. */
    record Answer(List<String> ids, int error) {}

    ResultClient(OpcUaClient client, APlant plant) {
        this.client = client;
        this.structures = plant.resultStructures();
        this.parameters = plant.jobStructures();
        this.line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        this.model =
                requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/Machinery/Result/"));
    }

    /** Its session and its subscriptions end. */
    void leaves() throws UaException {
        client.disconnect();
    }

    /** Each field of what is told of it and each parameter of its content as NAME VALUE UNIT; the error when it has one. */
    List<String> byId(String id) throws UaException {
        return result(call("GetResultById", new Variant(id), new Variant(0)));
    }

    /** The answer to it as it came. */
    Variant[] raw(String id) throws UaException {
        return call("GetResultById", new Variant(id), new Variant(0));
    }

    List<String> latest() throws UaException {
        return result(call("GetLatestResult", new Variant(0)));
    }

    Answer list() throws UaException {
        return list(Variant.NULL_VALUE, 0);
    }

    Answer first(int most) throws UaException {
        return list(Variant.NULL_VALUE, most);
    }

    /** Those whose field is this. */
    Answer where(String field, Object value) throws UaException {
        return where(FilterOperator.Equals, field, value);
    }

    Answer where(FilterOperator operator, String field, Object value) throws UaException {
        SimpleAttributeOperand left = new SimpleAttributeOperand(
                new NodeId(model, uint(RESULT_READY_EVENT)),
                new QualifiedName[] {
                    new QualifiedName(model, "Result"),
                    new QualifiedName(model, "ResultMetaData"),
                    new QualifiedName(model, field)
                },
                uint(VALUE),
                null);
        ExtensionObject[] operands = {encoded(left), encoded(new LiteralOperand(new Variant(value)))};
        ContentFilter filter =
                new ContentFilter(new ContentFilterElement[] {new ContentFilterElement(operator, operands)});
        return list(new Variant(encoded(filter)), 0);
    }

    private ExtensionObject encoded(org.eclipse.milo.opcua.stack.core.types.UaStructuredType structure) {
        return ExtensionObject.encode(client.getStaticEncodingContext(), structure);
    }

    private Answer list(Variant filter, int most) throws UaException {
        Variant[] outputs =
                call("GetResultIdListFiltered", filter, Variant.NULL_VALUE, new Variant(uint(most)), new Variant(0));
        return new Answer(
                List.of(requireNonNull((String[]) outputs[1].value())), requireNonNull((Integer) outputs[2].value()));
    }

    /** Errors of each, then the one of all. */
    List<Integer> acknowledge(String... ids) throws UaException {
        Variant[] outputs = call("AcknowledgeResults", new Variant(ids));
        List<Integer> all = new ArrayList<>(List.of(requireNonNull((Integer[]) outputs[0].value())));
        all.add(requireNonNull((Integer) outputs[1].value()));
        return all;
    }

    int releaseHandleOf(String id) throws UaException {
        Variant handle = call("GetResultById", new Variant(id), new Variant(0))[0];
        return release(requireNonNull((UInteger) handle.value()));
    }

    int release(UInteger handle) throws UaException {
        return requireNonNull((Integer) call("ReleaseResultHandle", new Variant(handle))[0].value());
    }

    /** How many racks the line shows; it has looked for results before it shows them. */
    int racksShown() throws UaException {
        UShort jobs =
                requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/"));
        NodeId list = new NodeId(line, "Line.JobOrderControl/" + jobs + ":JobOrderList");
        Object value =
                client.readValue(0.0, TimestampsToReturn.Both, list).value().value();
        return ((Object[]) requireNonNull(value)).length;
    }

    /** Results as they are told: id and evaluation. */
    List<String> events() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        NodeId type = new NodeId(model, uint(RESULT_READY_EVENT));
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(
                new NodeId(line, MANAGEMENT),
                new EventFilterBuilder()
                        .select(type, new QualifiedName(model, "Result"))
                        .build());
        item.setQueueSize(uint(100));
        item.setEventValueListener((unusedItem, values) -> heard.add(event(values[0])));
        OpcUaSubscription subscription = new OpcUaSubscription(client);
        subscription.create();
        subscription.addMonitoredItem(item);
        subscription.synchronizeMonitoredItems();
        return heard;
    }

    private String event(Variant result) {
        Map<String, Object> meta = meta(result);
        return meta.get("ResultId") + " " + ((DynamicEnumType) requireNonNull(meta.get("ResultEvaluation"))).getName();
    }

    private List<String> result(Variant[] outputs) {
        int error = requireNonNull((Integer) outputs[2].value());
        if (error != 0) {
            return List.of("error " + error);
        }
        List<String> all = new ArrayList<>();
        meta(outputs[1]).forEach((name, value) -> all.add(name + " " + text(value)));
        Object content = whole(outputs[1]).get("ResultContent");
        for (Variant one : (Variant[]) requireNonNull(content)) {
            parameter("", requireNonNull(one.value()), all);
        }
        return all;
    }

    private Map<String, Object> whole(Variant result) {
        return structures
                .read(requireNonNull(result.value()), "ResultDataType")
                .orElseThrow()
                .getMembers();
    }

    private Map<String, Object> meta(Variant result) {
        return ((DynamicStructType) requireNonNull(whole(result).get("ResultMetaData"))).getMembers();
    }

    private void parameter(String above, Object sent, List<String> all) {
        Object decoded = sent instanceof ExtensionObject
                ? parameters.read(sent, "ISA95ParameterDataType").orElseThrow()
                : sent;
        Map<String, Object> fields = ((DynamicStructType) decoded).getMembers();
        String path = above + fields.get("ID");
        String unit = fields.get("EngineeringUnits") instanceof EUInformation units
                ? " " + units.getDisplayName().text()
                : "";
        all.add(path + " " + text(((Variant) requireNonNull(fields.get("Value"))).value()) + unit);
        if (fields.get("Subparameters") instanceof Object[] below) {
            Arrays.stream(below).forEach(one -> parameter(path + ".", one, all));
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof DynamicEnumType enumerated) {
            return String.valueOf(enumerated.getName());
        }
        if (value instanceof LocalizedText words) {
            return Optional.ofNullable(words.text()).orElse("");
        }
        return value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value);
    }

    private Variant[] call(String method, Variant... arguments) throws UaException {
        CallMethodResult result = client.call(List.of(new CallMethodRequest(
                        new NodeId(line, MANAGEMENT),
                        new NodeId(line, MANAGEMENT + "/" + model + ":" + method),
                        arguments)))
                .getResults()[0];
        if (!result.getStatusCode().isGood()) {
            throw new UaException(result.getStatusCode());
        }
        return requireNonNull(result.getOutputArguments());
    }
}
