package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.adapter.plantserver.JobOrders.Job;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The objects of job control: JobOrderControl takes orders, JobOrderResults tells what became of them. */
final class JobControl {

    private static final String RECEIVER = "ISA95JobOrderReceiverObjectType";
    private static final String PROVIDER = "ISA95JobResponseProviderObjectType";

    private final TypeNamespace model;
    private final JobStructures structures;
    private final JobDesk desk;
    private final Gate gate;
    private final UaObjectNode receiver;
    private final UaObjectNode provider;

    JobControl(Models models, LineNamespace space, UaObjectNode line, JobDesk desk, Gate gate) {
        this.model = models.jobControl();
        this.structures = new JobStructures(models.jobs());
        this.desk = desk;
        this.gate = gate;
        this.receiver = space.instance(line, "JobOrderControl", model.type(RECEIVER), Set.of());
        this.provider = space.instance(line, "JobOrderResults", model.type(PROVIDER), Set.of());
    }

    UaObjectNode receiver() {
        return receiver;
    }

    /** Gives the objects their values and methods. */
    void open(Collection<String> workMasters) {
        put("MaxDownloadableJobOrders", new Variant(ushort(JobDesk.OPEN_MAX)));
        put("WorkMaster", structures.workMasters(workMasters));
        for (String notAsked : List.of("MaterialClassID", "MaterialDefinitionID", "EquipmentID")) {
            put(notAsked, new Variant(new String[0]));
        }
        put("PhysicalAssetID", new Variant(new String[0]));
        put("PersonnelID", new Variant(new String[0]));
        receiver.getComponentNodes().stream()
                .filter(node -> "CurrentState".equals(node.getBrowseName().name()))
                .map(UaVariableNode.class::cast)
                // each order has a state of its own, in the list; the receiver as such has none
                .forEach(node -> {
                    DataValue none = new DataValue(Known.ELSEWHERE.status());
                    node.setValue(none);
                    ((UaVariableNode) StateNodes.below(node, new QualifiedName(0, "Id"))).setValue(none);
                });
        for (JobAct act : JobAct.values()) {
            method(receiver, JobWords.method(act))
                    .setInvocationHandler(Method.handler(2, (who, given) -> answer(act(act, who, given))));
        }
        method(provider, "RequestJobResponseByJobOrderID")
                .setInvocationHandler(Method.handler(1, (who, given) -> byId(who, given.get(0))));
        method(provider, "RequestJobResponseByJobOrderState")
                .setInvocationHandler(Method.handler(1, (who, given) -> byState(who, given.get(0))));
    }

    void show(JobOrders orders) {
        put("JobOrderList", structures.list(orders));
    }

    private JobAnswer act(JobAct act, Optional<Session> who, List<Object> arguments) throws UaException {
        String by = gate.require(who, act == JobAct.PAUSE ? Act.REQUEST_STOP : Act.RUN);
        Object given = arguments.get(0);
        boolean whole = act.brings() || act == JobAct.UPDATE;
        Optional<JobDesk.Wanted> wanted = whole
                ? structures.read(given, JobStructures.ORDER).map(JobRequest::of)
                : Optional.of(given).filter(String.class::isInstance).map(id -> JobDesk.Wanted.order((String) id));
        return desk.ask(act, wanted.map(order -> order.saying(JobRequest.comment(arguments.get(1)))), by);
    }

    private static Variant[] answer(JobAnswer answer) {
        return new Variant[] {status(answer)};
    }

    private static Variant status(JobAnswer answer) {
        return new Variant(ulong(JobWords.bits(answer)));
    }

    private Variant[] byId(Optional<Session> who, Object id) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        Optional<Job> job = desk.job(String.valueOf(id));
        if (job.isEmpty()) {
            return new Variant[] {structures.one(structures.noResponse()), status(JobAnswer.UNKNOWN_ORDER)};
        }
        JobDesk.History history = desk.history(String.valueOf(id));
        return new Variant[] {
            structures.one(structures.response(job.orElseThrow(), history.build())),
            status(history.answered() ? JobAnswer.DONE : JobAnswer.UNREAD)
        };
    }

    /** Without results: a hundred records would not fit a message; they are had by id. */
    private Variant[] byState(Optional<Session> who, Object states) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        Optional<Set<Integer>> wanted = JobRequest.states(structures, states);
        List<DynamicStructType> responses = desk.orders().all().values().stream()
                .filter(job -> wanted.map(numbers ->
                                numbers.contains(JobWords.state(job.state()).number()))
                        .orElse(false))
                .map(job -> structures.response(job, Optional.empty()))
                .toList();
        return new Variant[] {
            structures.responses(responses), status(wanted.isPresent() ? JobAnswer.DONE : JobAnswer.INVALID)
        };
    }

    private void put(String variable, Variant value) {
        ((UaVariableNode) receiver.findNode(model.own(variable))
                        .orElseThrow(() -> new IllegalStateException(RECEIVER + " has no " + variable)))
                .setValue(new DataValue(value));
    }

    private UaMethodNode method(UaObjectNode of, String name) {
        return of.getMethodNodes().stream()
                .filter(method -> model.own(name).equals(method.getBrowseName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(of.getBrowseName() + " has no method " + name));
    }
}
