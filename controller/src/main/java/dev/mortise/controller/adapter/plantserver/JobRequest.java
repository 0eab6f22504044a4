package dev.mortise.controller.adapter.plantserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.jspecify.annotations.Nullable;

/** What a client asks for, read from the structures it sends. */
final class JobRequest {

    /** Fields of an order that the line would not follow: to take such an order would be a false promise. */
    private static final List<String> NOT_FOLLOWED = List.of(
            "StartTime",
            "EndTime",
            "JobOrderParameters",
            "PersonnelRequirements",
            "EquipmentRequirements",
            "PhysicalAssetRequirements",
            "MaterialRequirements");

    /** As long as a reason can be on the pages. */
    private static final int COMMENT_CHARACTERS = 120;

    private JobRequest() {}

    static JobDesk.Wanted of(DynamicStructType order) {
        List<String> workMasters = new ArrayList<>();
        boolean parameters = false;
        if (order.getMembers().get("WorkMasterID") instanceof Object[] all) {
            for (Object one : all) {
                DynamicStructType master = (DynamicStructType) one;
                workMasters.add(text(master.getMembers().get("ID")));
                parameters |= given(master.getMembers().get("Parameters"));
            }
        }
        List<String> notFollowed = new ArrayList<>(NOT_FOLLOWED.stream()
                .filter(field -> given(order.getMembers().get(field)))
                .toList());
        if (parameters) {
            notFollowed.add("WorkMasterID.Parameters");
        }
        Optional<Integer> priority = order.getMembers().get("Priority") instanceof Short number
                ? Optional.of(number.intValue())
                : Optional.empty();
        return new JobDesk.Wanted(text(order.getMembers().get("JobOrderID")), workMasters, priority, "", notFollowed);
    }

    /** Numbers of top-level states; empty when it is no list of states. */
    static Optional<Set<Integer>> states(JobStructures structures, Object sent) {
        if (!(sent instanceof Object[] all)) {
            return Optional.empty();
        }
        Set<Integer> numbers = new HashSet<>();
        for (Object one : all) {
            Optional<DynamicStructType> state = structures.read(one, JobStructures.STATE);
            if (state.isEmpty() || !(state.orElseThrow().getMembers().get("StateNumber") instanceof UInteger number)) {
                return Optional.empty();
            }
            numbers.add(number.intValue());
        }
        return Optional.of(numbers);
    }

    /** The first words of a comment; a person reads them as a reason. */
    static String comment(Object sent) {
        if (sent instanceof LocalizedText[] texts && texts.length > 0) {
            String words = text(texts[0].text()).replaceAll("\\p{Cntrl}", " ").strip();
            return words.substring(0, Math.min(COMMENT_CHARACTERS, words.length()));
        }
        return "";
    }

    private static boolean given(@Nullable Object field) {
        return field instanceof Object[] list ? list.length > 0 : field != null;
    }

    private static String text(@Nullable Object field) {
        return field instanceof String text ? text : "";
    }
}
