package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.AlarmEntry.What;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.events.EventContentFilter;
import org.eclipse.milo.opcua.sdk.server.events.FilterContext;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryEvent;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryEventFieldList;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadEventDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/** What happened to alarms, as the events that told of it (OPC 10000-11, ReadEventDetails). */
final class AlarmPast {

    /** Of one answer; what is beyond comes with its continuation point. */
    static final int EVENTS_MAX = 500;

    private final OpcUaServer server;
    private final Conditions conditions;
    private final ConditionEvent event;

    AlarmPast(OpcUaServer server, Conditions conditions, ConditionEvent event) {
        this.server = server;
        this.conditions = conditions;
        this.event = event;
    }

    private record Whoever(OpcUaServer server, Session session) implements FilterContext {
        @Override
        public OpcUaServer getServer() {
            return server;
        }

        @Override
        public Optional<Session> getSession() {
            return Optional.of(session);
        }
    }

    /**
     * What is asked for, both ends included.
     *
     * @param backwards newest first
     */
    private record Range(Instant first, Instant last, boolean backwards) {

        /** Part 11, 6.4.2: two of begin, end and number have to be given; without a begin, or from late to early, backwards. */
        static Optional<Range> of(Optional<Instant> start, Optional<Instant> end, boolean limited) {
            if (start.isPresent() && end.isPresent()) {
                Instant from = start.orElseThrow();
                Instant to = end.orElseThrow();
                return Optional.of(to.isBefore(from) ? new Range(to, from, true) : new Range(from, to, false));
            }
            return (start.isEmpty() && end.isEmpty()) || !limited
                    ? Optional.empty()
                    : Optional.of(new Range(start.orElse(Instant.MIN), end.orElse(Instant.MAX), start.isEmpty()));
        }

        List<Condition> of(List<Condition> past) {
            List<Condition> within = new ArrayList<>(past);
            within.removeIf(one -> one.time().isBefore(first) || one.time().isAfter(last));
            if (backwards) {
                Collections.reverse(within);
            }
            return within;
        }
    }

    /**
     * Answers from what is at hand.
     *
     * @param history oldest first
     * @param after continuation point of the answer before; empty at the first
     */
    HistoryReadResult read(
            Session session, ReadEventDetails asked, Optional<ByteString> after, List<AlarmEntry> history) {
        long wanted = asked.getNumValuesPerNode().longValue();
        Optional<Range> range = Range.of(instant(asked.getStartTime()), instant(asked.getEndTime()), wanted > 0);
        if (range.isEmpty()) {
            return ended(StatusCodes.Bad_HistoryOperationInvalid);
        }
        List<Condition> found = range.orElseThrow().of(states(history));
        int begin = after.map(point -> place(found, point)).orElse(0);
        long limit = wanted == 0 ? EVENTS_MAX : Math.min(wanted, EVENTS_MAX);
        if (begin < 0) {
            return ended(StatusCodes.Bad_ContinuationPointInvalid);
        }
        return conditions.alone(() -> answer(new Whoever(server, session), asked.getFilter(), found, begin, limit));
    }

    private HistoryReadResult answer(Whoever who, EventFilter filter, List<Condition> found, int begin, long limit) {
        List<HistoryEventFieldList> events = new ArrayList<>();
        SimpleAttributeOperand[] fields =
                Optional.ofNullable(filter.getSelectClauses()).orElse(new SimpleAttributeOperand[0]);
        int next = begin;
        try {
            while (next < found.size() && events.size() < limit) {
                BaseEventTypeNode told = event.filledWith(found.get(next));
                if (EventContentFilter.evaluate(who, filter.getWhereClause(), told)) {
                    events.add(new HistoryEventFieldList(EventContentFilter.select(who, fields, told)));
                }
                next++;
            }
        } catch (UaException e) {
            return ended(e.getStatusCode().value());
        }
        return new HistoryReadResult(
                StatusCode.GOOD,
                next < found.size() ? found.get(next).eventId() : ByteString.NULL_VALUE,
                ExtensionObject.encode(
                        who.server().getStaticEncodingContext(),
                        new HistoryEvent(events.toArray(HistoryEventFieldList[]::new))));
    }

    /** A continuation point is the id of the next event: nothing is kept for a client that does not come back. */
    private static int place(List<Condition> found, ByteString point) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).eventId().equals(point)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Instant> instant(@Nullable DateTime time) {
        return Optional.ofNullable(time).filter(given -> given.getUtcTime() > 0).map(DateTime::getJavaInstant);
    }

    private static HistoryReadResult ended(long why) {
        return new HistoryReadResult(new StatusCode(why), null, null);
    }

    /** How each alarm stood after each line. What was before the first line at hand is not known and taken as normal. */
    private static List<Condition> states(List<AlarmEntry> history) {
        Map<String, AlarmView> standing = new HashMap<>();
        List<Condition> states = new ArrayList<>();
        for (AlarmEntry line : history) {
            String id = line.alarm().toString();
            AlarmView after = after(Optional.ofNullable(standing.get(id)), line);
            standing.put(id, after);
            Condition.Said said = line.by().isEmpty()
                    ? Condition.Said.NOTHING
                    : new Condition.Said(line.by(), line.text(), line.at());
            boolean open = after.active()
                    || after.acknowledged().isEmpty()
                    || after.unconfirmed()
                    || after.shelf().isPresent();
            states.add(new Condition(after, Condition.eventId(line), line.at(), said, Known.NOW.status(), open));
        }
        return states;
    }

    private static AlarmView after(Optional<AlarmView> before, AlarmEntry line) {
        boolean raised = line.what() == What.RAISED;
        Optional<Alarm.Shelf> shelf = switch (line.what()) {
            case SHELVED -> Optional.of(new Alarm.Shelf(line.by(), line.text(), line.at(), false));
            case SHELVED_UNTIL_GONE -> Optional.of(new Alarm.Shelf(line.by(), line.text(), line.at(), true));
            case UNSHELVED -> Optional.empty();
            default -> before.flatMap(AlarmView::shelf);
        };
        return new AlarmView(
                line.alarm().toString(),
                line.alarm().source(),
                line.alarm().kind(),
                line.priority(),
                Alarm.State.ACKNOWLEDGED_ACTIVE,
                raised
                        || (line.what() != What.RETURNED
                                && before.filter(AlarmView::active).isPresent()),
                false,
                before.map(AlarmView::times).orElse(0) + (raised ? 1 : 0),
                raised ? line.text() : before.map(AlarmView::text).orElse(""),
                "",
                raised ? line.at() : before.map(AlarmView::raisedAt).orElse(line.at()),
                returned(before, line),
                said(line, What.ACKNOWLEDGED, before.flatMap(AlarmView::acknowledged)),
                raised ? line.confirm() : before.flatMap(AlarmView::confirm),
                said(line, What.CONFIRMED, before.flatMap(AlarmView::confirmed)),
                shelf,
                line.concern(),
                "");
    }

    private static Optional<Instant> returned(Optional<AlarmView> before, AlarmEntry line) {
        return switch (line.what()) {
            case RAISED -> Optional.empty();
            case RETURNED -> Optional.of(line.at());
            default -> before.flatMap(AlarmView::returnedAt);
        };
    }

    /** What somebody said who did this; gone when the alarm is raised anew. */
    private static Optional<Alarm.Acknowledgement> said(
            AlarmEntry line, What what, Optional<Alarm.Acknowledgement> before) {
        return line.what() == what
                ? Optional.of(new Alarm.Acknowledgement(line.by(), line.text(), line.at()))
                : before.filter(kept -> line.what() != What.RAISED);
    }
}
