package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmDecision;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.Desk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods of conditions: the acts that the other doors have, through the same desk. */
final class ConditionActs {

    private static final Logger LOG = LoggerFactory.getLogger(ConditionActs.class);

    /** Where a method has no room for a reason. */
    private static final String ASKED = "asked by OPC UA";

    private static final String ALWAYS = "alarms are always enabled; shelve one that is not wanted for a while";

    private final Conditions conditions;
    private final Desk desk;
    private final Gate gate;
    private final Map<NodeId, Offer> offers = new HashMap<>();

    private record Offer(int arguments, Deed deed) {}

    /** What a method does to the alarm of this name. */
    private interface Deed {
        void to(String alarm, Optional<Session> who, List<Object> given) throws UaException;
    }

    ConditionActs(Conditions conditions, Desk desk, Gate gate) {
        this.conditions = conditions;
        this.desk = desk;
        this.gate = gate;
        offer(2, this::acknowledge, NodeIds.AcknowledgeableConditionType_Acknowledge);
        offer(2, this::confirm, NodeIds.AcknowledgeableConditionType_Confirm);
        offer(2, this::comment, NodeIds.ConditionType_AddComment);
        offerShelving();
        offer(0, notOffered("Enable", ALWAYS), NodeIds.ConditionType_Enable);
        offer(0, notOffered("Disable", ALWAYS), NodeIds.ConditionType_Disable);
    }

    private void offerShelving() {
        offer(
                1,
                this::shelve,
                NodeIds.ShelvedStateMachineType_TimedShelve,
                NodeIds.AlarmConditionType_ShelvingState_TimedShelve);
        offer(
                2,
                this::shelve,
                NodeIds.ShelvedStateMachineType_TimedShelve2,
                NodeIds.AlarmConditionType_ShelvingState_TimedShelve2);
        offer(
                0,
                this::unshelve,
                NodeIds.ShelvedStateMachineType_Unshelve,
                NodeIds.AlarmConditionType_ShelvingState_Unshelve);
        offer(
                0,
                this::shelveUntilGone,
                NodeIds.ShelvedStateMachineType_OneShotShelve,
                NodeIds.AlarmConditionType_ShelvingState_OneShotShelve);
        offer(
                1,
                this::shelveUntilGone,
                NodeIds.ShelvedStateMachineType_OneShotShelve2,
                NodeIds.AlarmConditionType_ShelvingState_OneShotShelve2);
        offer(
                1,
                this::unshelve,
                NodeIds.ShelvedStateMachineType_Unshelve2,
                NodeIds.AlarmConditionType_ShelvingState_Unshelve2);
    }

    private void offer(int arguments, Deed deed, NodeId... methods) {
        for (NodeId method : methods) {
            offers.put(method, new Offer(arguments, deed));
        }
    }

    /** Empty where the conditions have no such method. */
    Optional<MethodInvocationHandler> handler(String alarm, NodeId method) {
        return Optional.ofNullable(offers.get(method))
                .map(offer -> Method.handler(offer.arguments(), (who, given) -> {
                    offer.deed().to(alarm, who, given);
                    return new Variant[0];
                }));
    }

    private Deed notOffered(String method, String why) {
        return (alarm, who, unusedGiven) -> {
            String by = gate.require(who, Act.RUN);
            LOG.info("{}: {} by {} was refused: {}", alarm, method, by, why);
            throw new UaException(StatusCodes.Bad_NotSupported, why);
        };
    }

    /** Of what somebody saw: when it was raised anew since, they did not see that. */
    private void acknowledge(String alarm, Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        AlarmView seen = seen(alarm, given.get(0), StatusCodes.Bad_ConditionBranchAlreadyAcked);
        if (seen.acknowledged().isPresent()) {
            throw new UaException(StatusCodes.Bad_ConditionBranchAlreadyAcked);
        }
        ask(
                alarm,
                new AlarmRequest.Acknowledge(words(given.get(1)), Optional.of(seen.raisedAt())),
                by,
                () -> since(seen, now -> now.acknowledged().isEmpty(), StatusCodes.Bad_ConditionBranchAlreadyAcked));
    }

    /** Part 9, 5.7.4: where nobody has to confirm anything ConfirmedState is true, as where somebody has. */
    private void confirm(String alarm, Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        AlarmView seen = seen(alarm, given.get(0), StatusCodes.Bad_ConditionBranchAlreadyConfirmed);
        if (!seen.unconfirmed()) {
            throw new UaException(StatusCodes.Bad_ConditionBranchAlreadyConfirmed);
        }
        ask(
                alarm,
                new AlarmRequest.Confirm(words(given.get(1)), Optional.of(seen.raisedAt())),
                by,
                () -> since(seen, AlarmView::unconfirmed, StatusCodes.Bad_ConditionBranchAlreadyConfirmed));
    }

    private void comment(String alarm, Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        AlarmView unusedOpen = seen(alarm, given.get(0), StatusCodes.Bad_EventIdUnknown);
        ask(alarm, new AlarmRequest.Comment(words(given.get(1))), by, ConditionActs::refused);
    }

    /** What is over wants nothing more of anybody, whichever of its events is meant (Part 9, 5.13). */
    private AlarmView seen(String alarm, Object eventId, long whenOver) throws UaException {
        ByteString id = eventId instanceof ByteString given ? given : ByteString.NULL_VALUE;
        Optional<Condition> seen = conditions.seen(alarm, id);
        if (seen.isPresent()) {
            return seen.orElseThrow().alarm();
        }
        if (!conditions.isKnown(alarm)) {
            throw new UaException(StatusCodes.Bad_NodeIdUnknown);
        }
        boolean over = conditions.open(alarm).isEmpty() && conditions.knew(alarm, id);
        throw new UaException(over ? whenOver : StatusCodes.Bad_EventIdUnknown);
    }

    /** Why the desk refused what was in order when it was asked: somebody was quicker, or it was raised anew. */
    private long since(AlarmView seen, Predicate<AlarmView> wanted, long done) {
        AlarmsView now = conditions.now();
        Optional<AlarmView> open = now.open().stream()
                .filter(alarm -> alarm.id().equals(seen.id()))
                .findFirst();
        if (open.isEmpty()) {
            return now.trouble().isEmpty() ? done : StatusCodes.Bad_InvalidState;
        }
        if (!open.orElseThrow().raisedAt().equals(seen.raisedAt())) {
            return StatusCodes.Bad_EventIdUnknown;
        }
        return open.filter(wanted).isPresent() ? StatusCodes.Bad_InvalidState : done;
    }

    /** Not for longer than was asked: what is over a whole minute does not count. */
    private void shelve(String alarm, Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        Condition unusedOpen = open(alarm, StatusCodes.Bad_InvalidState);
        double millis = given.get(0) instanceof Double time ? time : 0;
        double minutes = Math.floor(millis / Duration.ofMinutes(1).toMillis());
        if (!(minutes >= 1 && minutes <= AlarmDecision.SHELVE_MAX_MINUTES)) {
            throw new UaException(StatusCodes.Bad_ShelvingTimeOutOfRange);
        }
        String reason = given.size() > 1 ? words(given.get(1)) : "";
        ask(
                alarm,
                new AlarmRequest.Shelve((int) minutes, reason.isBlank() ? ASKED : reason),
                by,
                ConditionActs::refused);
    }

    /** Part 9, 5.8.17.4: not a second time. */
    private void shelveUntilGone(String alarm, Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        if (open(alarm, StatusCodes.Bad_InvalidState)
                .alarm()
                .shelf()
                .filter(Alarm.Shelf::untilGone)
                .isPresent()) {
            throw new UaException(StatusCodes.Bad_ConditionAlreadyShelved);
        }
        String reason = given.isEmpty() ? "" : words(given.get(0));
        ask(alarm, new AlarmRequest.ShelveUntilGone(reason.isBlank() ? ASKED : reason), by, ConditionActs::refused);
    }

    private void unshelve(String alarm, Optional<Session> who, List<Object> unusedGiven) throws UaException {
        String by = gate.require(who, Act.RUN);
        if (open(alarm, StatusCodes.Bad_ConditionNotShelved).alarm().shelf().isEmpty()) {
            throw new UaException(StatusCodes.Bad_ConditionNotShelved);
        }
        ask(alarm, new AlarmRequest.Unshelve(), by, ConditionActs::refused);
    }

    private Condition open(String alarm, long whenOver) throws UaException {
        return conditions
                .open(alarm)
                .orElseThrow(
                        () -> new UaException(conditions.isKnown(alarm) ? whenOver : StatusCodes.Bad_NodeIdUnknown));
    }

    private static long refused() {
        return StatusCodes.Bad_InvalidState;
    }

    private static String words(Object given) throws UaException {
        String words = given instanceof LocalizedText text
                ? Optional.ofNullable(text.text()).orElse("")
                : "";
        if (words.length() > AlarmDecision.COMMENT_MAX_CHARACTERS) {
            throw new UaException(StatusCodes.Bad_InvalidArgument);
        }
        return words;
    }

    private void ask(String alarm, AlarmRequest request, String by, LongSupplier whyRefused) throws UaException {
        Optional<Desk.Reply> reply = Asked.await(desk.alarm(alarm, request, by));
        if (reply.isPresent() && reply.orElseThrow() instanceof Desk.Reply.Accepted) {
            return;
        }
        if (reply.isPresent() && reply.orElseThrow() instanceof Desk.Reply.Refused refused) {
            LOG.info("{}: {} by {} was refused: {}", alarm, request, by, refused.reason());
            throw new UaException(whyRefused.getAsLong());
        }
        LOG.warn("{}: {} by {} was not answered: whether it was done is not known", alarm, request, by);
        throw new UaException(StatusCodes.Bad_Timeout);
    }
}
