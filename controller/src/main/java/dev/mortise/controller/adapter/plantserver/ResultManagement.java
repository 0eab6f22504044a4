package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.ResultDesk.Found;
import dev.mortise.controller.adapter.plantserver.ResultDesk.Listing;
import dev.mortise.controller.adapter.plantserver.ResultDesk.Lookup;
import dev.mortise.controller.adapter.plantserver.mapping.ResultError;
import dev.mortise.controller.domain.access.Act;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object whose methods give results and take their acknowledgement. */
final class ResultManagement {

    private static final Logger LOG = LoggerFactory.getLogger(ResultManagement.class);

    private static final String NAME = "ResultManagement";
    private static final List<String> METHODS = List.of(
            "GetResultById", "GetLatestResult", "GetResultIdListFiltered", "ReleaseResultHandle", "AcknowledgeResults");

    private final ResultDesk desk;
    private final ResultStructures structures;
    private final Gate gate;
    private final EncodingContext encoding;
    private final UaObjectNode node;

    /** The last handle given. Nothing is held for a client: a handle is a number that nobody has had before. */
    private final AtomicLong handles = new AtomicLong();

    ResultManagement(Models models, LineNamespace space, UaObjectNode line, ResultDesk desk, Gate gate) {
        TypeNamespace model = models.result();
        this.desk = desk;
        this.structures = new ResultStructures(models);
        this.gate = gate;
        this.encoding = space.encoding();
        this.node = space.addIn(
                line,
                model.own(NAME),
                model.type("ResultManagementType"),
                METHODS.stream().map(model::own).collect(Collectors.toSet()));
        for (UaMethodNode method : node.getMethodNodes()) {
            open(method, String.valueOf(method.getBrowseName().name()));
        }
    }

    UaObjectNode node() {
        return node;
    }

    private void open(UaMethodNode node, String name) {
        node.setInvocationHandler(
                switch (name) {
                    case "GetResultById" -> Method.handler(2, (who, given) -> byId(who, given.get(0)));
                    case "GetLatestResult" -> Method.handler(1, (who, unusedGiven) -> whole(who, desk::latest, ""));
                    case "GetResultIdListFiltered" -> Method.handler(4, this::list);
                    case "ReleaseResultHandle" -> Method.handler(1, this::release);
                    case "AcknowledgeResults" -> Method.handler(1, this::acknowledge);
                    default -> throw new IllegalStateException("ResultManagementType has no method " + name);
                });
    }

    /** Of an attempt, or of one of its screws. */
    private Variant[] byId(Optional<Session> who, Object id) throws UaException {
        if (!(id instanceof String text)) {
            return whole(who, () -> new Lookup(Optional.empty(), ResultError.INVALID), "");
        }
        int below = text.indexOf(ResultStructures.BELOW);
        return below < 0
                ? whole(who, () -> desk.byId(text), "")
                : whole(who, () -> desk.byId(text.substring(0, below)), text.substring(below + 1));
    }

    private Variant[] whole(Optional<Session> who, Supplier<Lookup> look, String screw) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        Lookup lookup = look.get();
        Optional<ExtensionObject> result = lookup.found()
                .flatMap((Found found) -> screw.isEmpty()
                        ? Optional.of(structures.whole(found.build(), found.evidence()))
                        : structures.screw(found.build(), found.evidence(), screw));
        ResultError error = lookup.found().isPresent() && result.isEmpty() ? ResultError.UNKNOWN : lookup.error();
        return new Variant[] {
            handle(error), result.map(one -> new Variant((Object) one)).orElse(Variant.NULL_VALUE), error(error)
        };
    }

    private Variant[] list(Optional<Session> who, List<Object> given) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        Optional<ResultFilter> filter = ResultFilter.of(given.get(0), encoding);
        Optional<Comparator<ResultMeta>> order = order(given.get(1));
        if (filter.isEmpty() || order.isEmpty()) {
            return new Variant[] {handle(ResultError.INVALID), new Variant(new String[0]), error(ResultError.INVALID)};
        }
        long wanted = given.get(2) instanceof UInteger most && most.longValue() > 0 ? most.longValue() : Long.MAX_VALUE;
        Listing listing = desk.list(filter.orElseThrow());
        String[] ids = listing.results().stream()
                .sorted(order.orElseThrow())
                .limit(Math.min(wanted, ResultDesk.LIST_MAX))
                .map(meta -> meta.id().toString())
                .toArray(String[]::new);
        boolean cut = ids.length < Math.min(wanted, listing.results().size());
        ResultError error = listing.error() == ResultError.NONE && cut ? ResultError.TOO_MANY : listing.error();
        return new Variant[] {handle(error), new Variant(ids), error(error)};
    }

    /** By the last name of each path, first path first; as they came when there is none. Empty when it cannot be read. */
    private Optional<Comparator<ResultMeta>> order(Object sent) {
        if (sent == Method.NOTHING) {
            return Optional.of(ResultDesk.OLDEST_FIRST);
        }
        try {
            Comparator<ResultMeta> all = (unusedOne, unusedOther) -> 0;
            for (Object path : (Object[]) sent) {
                Object decoded = path instanceof ExtensionObject wrapped ? wrapped.decode(encoding) : path;
                RelativePathElement[] steps = ((RelativePath) decoded).getElements();
                if (steps == null || steps.length == 0) {
                    return Optional.empty();
                }
                all = all.thenComparing(by(
                        String.valueOf(steps[steps.length - 1].getTargetName().name())));
            }
            return Optional.of(all.thenComparing(ResultDesk.OLDEST_FIRST));
        } catch (RuntimeException e) { // whatever the bytes make the decoder throw
            return Optional.empty();
        }
    }

    /** Results without the field come last. */
    private static Comparator<ResultMeta> by(String field) {
        return (one, other) -> {
            Optional<Object> left = Optional.ofNullable(one.fields().get(field)).map(ResultOperands::plain);
            Optional<Object> right =
                    Optional.ofNullable(other.fields().get(field)).map(ResultOperands::plain);
            return left.isEmpty() || right.isEmpty()
                    ? Boolean.compare(left.isEmpty(), right.isEmpty())
                    : ResultOperands.compared(left.orElseThrow(), right.orElseThrow())
                            .orElse(0);
        };
    }

    private Variant[] release(Optional<Session> who, List<Object> given) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        boolean known = given.get(0) instanceof UInteger handle
                && handle.longValue() > 0
                && handle.longValue() <= handles.get();
        return new Variant[] {error(known ? ResultError.NONE : ResultError.UNKNOWN)};
    }

    private Variant[] acknowledge(Optional<Session> who, List<Object> given) throws UaException {
        String by = gate.require(who, Act.RUN);
        if (!(given.get(0) instanceof String[] ids) || ids.length > ResultDesk.ACKNOWLEDGED_MAX) {
            LOG.info(
                    "results: acknowledging by {} was refused: no list of at most {} ids",
                    by,
                    ResultDesk.ACKNOWLEDGED_MAX);
            return new Variant[] {new Variant(new Integer[0]), error(ResultError.INVALID)};
        }
        List<String> named = Arrays.stream(ids).map(String::valueOf).toList();
        List<ResultError> errors = desk.acknowledge(named, by, Clock.systemUTC().instant());
        for (int i = 0; i < named.size(); i++) {
            String outcome = errors.get(i) == ResultError.NONE ? "done" : "refused: " + errors.get(i);
            gate.did(by, "acknowledge-result", named.get(i), outcome);
        }
        Set<ResultError> wrong =
                errors.stream().filter(error -> error != ResultError.NONE).collect(Collectors.toSet());
        LOG.info("results: {} of {} acknowledged by {}", ids.length - count(errors), ids.length, by);
        return wrong.isEmpty()
                ? new Variant[] {new Variant(new Integer[0]), error(ResultError.NONE)}
                : new Variant[] {
                    new Variant(errors.stream().map(ResultError::number).toArray(Integer[]::new)),
                    error(wrong.stream().findFirst().orElseThrow())
                };
    }

    private static long count(List<ResultError> errors) {
        return errors.stream().filter(error -> error != ResultError.NONE).count();
    }

    private Variant handle(ResultError error) {
        return new Variant(uint(error == ResultError.NONE ? handles.incrementAndGet() : 0));
    }

    private static Variant error(ResultError error) {
        return new Variant(error.number());
    }
}
