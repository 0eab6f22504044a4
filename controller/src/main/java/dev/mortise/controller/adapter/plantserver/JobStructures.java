package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.JobOrders.Job;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.RackBuild;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** Orders, states and responses as structures of the model. */
final class JobStructures {

    static final String ORDER = "ISA95JobOrderDataType";
    static final String STATE = "ISA95StateDataType";
    static final String RESPONSE = "ISA95JobResponseDataType";
    static final String ORDER_AND_STATE = "ISA95JobOrderAndStateDataType";
    static final String WORK_MASTER = "ISA95WorkMasterDataType";

    /** The path of a state that is nobody's substate. */
    private static final RelativePath TOP = new RelativePath(new RelativePathElement[0]);

    private final Structures model;

    JobStructures(Structures model) {
        this.model = model;
    }

    Variant one(DynamicStructType structure) {
        return new Variant(model.wire(structure));
    }

    Optional<DynamicStructType> read(Object sent, String type) {
        return model.read(sent, type);
    }

    Variant order(Job job) {
        return one(made(job));
    }

    Variant states(Job job) {
        return new Variant(new ExtensionObject[] {model.wire(state(job.state()))});
    }

    Variant list(JobOrders orders) {
        return new Variant(orders.all().values().stream()
                .map(job -> model.make(
                        ORDER_AND_STATE,
                        Map.of("JobOrder", made(job), "State", new DynamicStructType[] {state(job.state())})))
                .map(model::wire)
                .toArray(ExtensionObject[]::new));
    }

    Variant workMasters(Collection<String> types) {
        return new Variant(types.stream().map(this::workMaster).map(model::wire).toArray(ExtensionObject[]::new));
    }

    /**
     * The response to an order: how it stands, when it began and ended, and what was found.
     *
     * @param build history of its rack, when it is known
     */
    DynamicStructType response(Job job, Optional<RackBuild> build) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("JobResponseID", job.id());
        fields.put("JobOrderID", job.id());
        build.flatMap(JobResults::began).ifPresent(at -> fields.put("StartTime", time(at)));
        build.filter(unused -> job.state().over())
                .flatMap(JobResults::ended)
                .ifPresent(at -> fields.put("EndTime", time(at)));
        fields.put("JobState", new DynamicStructType[] {state(job.state())});
        build.ifPresent(known -> fields.put("JobResponseData", new JobResults(model).of(known)));
        return model.make(RESPONSE, fields);
    }

    /** An order of no id and no state, for an answer that has none. */
    DynamicStructType noResponse() {
        return model.make(
                RESPONSE, Map.of("JobResponseID", "", "JobOrderID", "", "JobState", new DynamicStructType[0]));
    }

    Variant responses(Collection<DynamicStructType> all) {
        return new Variant(all.stream().map(model::wire).toArray(ExtensionObject[]::new));
    }

    private DynamicStructType made(Job job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("JobOrderID", job.id());
        fields.put("WorkMasterID", new DynamicStructType[] {workMaster(job.workMaster())});
        if (job.priority() != 0) {
            fields.put("Priority", (short) job.priority());
        }
        return model.make(ORDER, fields);
    }

    private DynamicStructType workMaster(String type) {
        return model.make(WORK_MASTER, Map.of("ID", type));
    }

    private DynamicStructType state(JobState state) {
        return model.make(
                STATE,
                Map.of(
                        "BrowsePath",
                        TOP,
                        "StateText",
                        LocalizedText.english(JobWords.state(state).text()),
                        "StateNumber",
                        uint(JobWords.state(state).number())));
    }

    private static DateTime time(Instant at) {
        return new DateTime(at);
    }
}
