package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.domain.cause.Cause;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Why something stands still, as an object of ours: no published model has a word for it. The symptom in three variables, its
 * roots in four lists whose n-th elements belong together.
 */
final class WhyNodes {

    static final String WHY = "Why";

    private final UaObjectNode node;
    private final Map<Member, UaVariableNode> members = new LinkedHashMap<>();
    private Optional<Cause> shown = Optional.empty();

    /**
     * What a client reads.
     *
     * @param list whether it has an element for each root
     */
    private record Member(String name, NodeId type, boolean list, Function<Cause, Object> value) {}

    private static final List<Member> MEMBERS = List.of(
            new Member("Kind", NodeIds.String, false, cause -> cause.kind().name()),
            new Member("Text", NodeIds.LocalizedText, false, cause -> english(cause.text())),
            new Member("Remedy", NodeIds.LocalizedText, false, cause -> english(cause.remedy())),
            new Member(
                    "RootKinds", NodeIds.String, true, roots(root -> root.kind().name(), String[]::new)),
            new Member("RootSubjects", NodeIds.String, true, roots(Cause::subject, String[]::new)),
            new Member(
                    "RootTexts",
                    NodeIds.LocalizedText,
                    true,
                    roots(root -> english(root.text()), LocalizedText[]::new)),
            new Member(
                    "RootRemedies",
                    NodeIds.LocalizedText,
                    true,
                    roots(root -> english(root.remedy()), LocalizedText[]::new)));

    private static LocalizedText english(String sentence) {
        return LocalizedText.english(sentence);
    }

    private static <T> Function<Cause, Object> roots(Function<Cause, T> of, IntFunction<T[]> array) {
        return cause -> cause.roots().map(of).toArray(array);
    }

    private WhyNodes(UaObjectNode node) {
        this.node = node;
    }

    /** Of a cell. */
    static WhyNodes of(LineNamespace space, UaObjectNode cell) {
        return made(space, cell, WHY, NodeIds.HasComponent);
    }

    /** Of a rack, which is no object but for this: it is one in the folder. */
    static WhyNodes in(LineNamespace space, UaObjectNode folder, String rack) {
        return made(space, folder, rack, NodeIds.Organizes);
    }

    private static WhyNodes made(LineNamespace space, UaObjectNode parent, String name, NodeId reference) {
        String id = parent.getNodeId().getIdentifier() + "." + name;
        UaObjectNode node = UaObjectNode.build(
                space.context(),
                builder -> builder.setNodeId(space.id(id))
                        .setBrowseName(space.name(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setTypeDefinition(NodeIds.BaseObjectType)
                        .buildAndAdd());
        space.refer(parent.getNodeId(), reference, node.getNodeId());
        WhyNodes why = new WhyNodes(node);
        for (Member member : MEMBERS) {
            UaVariableNode variable = UaVariableNode.build(
                    space.context(),
                    builder -> builder.setNodeId(space.id(id + "." + member.name()))
                            .setBrowseName(space.name(member.name()))
                            .setDisplayName(LocalizedText.english(member.name()))
                            .setDataType(member.type)
                            .setValueRank(member.list ? ValueRanks.OneDimension : ValueRanks.Scalar)
                            .setTypeDefinition(NodeIds.BaseDataVariableType)
                            .buildAndAdd());
            space.refer(node.getNodeId(), NodeIds.HasComponent, variable.getNodeId());
            why.members.put(member, variable);
        }
        return why;
    }

    /** A client is told of what is other than before, and of nothing else. */
    void show(Cause cause, Instant at) {
        if (shown.filter(cause::equals).isPresent()) {
            return;
        }
        shown = Optional.of(cause);
        members.forEach(
                (member, variable) -> StateNodes.put(variable, new Variant(member.value.apply(cause)), Known.NOW, at));
    }

    void delete() {
        members.values().forEach(UaVariableNode::delete);
        node.delete();
    }
}
