package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.ResultOperands.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;

/** A ContentFilter (OPC 10000-4, 7.7) over what is told of results. A field that is not there passes nothing but IsNull. */
final class ResultFilter {

    /** A field of ours: whether somebody has acknowledged the result. */
    static final String ACKNOWLEDGED = "Acknowledged";

    static final ResultFilter ALL = new ResultFilter(List.of());

    /** Whoever asks for more means something else. */
    private static final int ELEMENTS_MAX = 64;

    private static final Set<FilterOperator> OPERATORS = Set.of(
            FilterOperator.Equals,
            FilterOperator.IsNull,
            FilterOperator.GreaterThan,
            FilterOperator.LessThan,
            FilterOperator.GreaterThanOrEqual,
            FilterOperator.LessThanOrEqual,
            FilterOperator.Not,
            FilterOperator.Between,
            FilterOperator.InList,
            FilterOperator.And,
            FilterOperator.Or);

    private final List<Element> elements;

    private record Element(FilterOperator operator, List<Operand> operands) {
        Element {
            operands = List.copyOf(operands);
        }
    }

    private ResultFilter(List<Element> elements) {
        this.elements = List.copyOf(elements);
    }

    /** What somebody sent; empty when it cannot be read, or filters by what results do not have. */
    static Optional<ResultFilter> of(Object sent, EncodingContext encoding) {
        if (sent == Method.NOTHING) {
            return Optional.of(ALL);
        }
        try {
            Object decoded = sent instanceof ExtensionObject wrapped ? wrapped.decode(encoding) : sent;
            return decoded instanceof ContentFilter filter ? read(filter, encoding) : Optional.empty();
        } catch (RuntimeException e) { // whatever the bytes make the decoder throw
            return Optional.empty();
        }
    }

    private static Optional<ResultFilter> read(ContentFilter filter, EncodingContext encoding) {
        ContentFilterElement[] sent =
                Optional.ofNullable(filter.getElements()).orElseGet(() -> new ContentFilterElement[0]);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            FilterOperator operator = sent[i].getFilterOperator();
            Optional<List<Operand>> operands = ResultOperands.of(sent[i].getFilterOperands(), i, sent.length, encoding);
            if (sent.length > ELEMENTS_MAX
                    || !OPERATORS.contains(operator)
                    || operands.isEmpty()
                    || operands.orElseThrow().size() < least(operator)) {
                return Optional.empty();
            }
            all.add(new Element(operator, operands.orElseThrow()));
        }
        return Optional.of(new ResultFilter(all));
    }

    private static int least(FilterOperator operator) {
        return switch (operator) {
            case IsNull, Not -> 1;
            case Between -> 3;
            default -> 2;
        };
    }

    /** Elements refer to later ones only, so that one pass from the last to the first is enough. */
    boolean passes(ResultMeta meta) {
        boolean[] values = new boolean[elements.size()];
        for (int i = elements.size() - 1; i >= 0; i--) {
            values[i] = value(elements.get(i), meta, values);
        }
        return values.length == 0 || values[0];
    }

    private static boolean value(Element element, ResultMeta meta, boolean[] later) {
        List<Optional<Object>> given = element.operands().stream()
                .map(operand -> operand.value(meta, later))
                .toList();
        Optional<Object> first = given.get(0);
        return switch (element.operator()) {
            case IsNull -> first.isEmpty();
            case Not -> first.equals(Optional.of(false));
            case And -> first.equals(Optional.of(true)) && given.get(1).equals(Optional.of(true));
            case Or -> first.equals(Optional.of(true)) || given.get(1).equals(Optional.of(true));
            case Equals ->
                compared(first, given.get(1)).filter(order -> order == 0).isPresent();
            case GreaterThan ->
                compared(first, given.get(1)).filter(order -> order > 0).isPresent();
            case LessThan ->
                compared(first, given.get(1)).filter(order -> order < 0).isPresent();
            case GreaterThanOrEqual ->
                compared(first, given.get(1)).filter(order -> order >= 0).isPresent();
            case LessThanOrEqual ->
                compared(first, given.get(1)).filter(order -> order <= 0).isPresent();
            case Between ->
                compared(first, given.get(1)).filter(order -> order >= 0).isPresent()
                        && compared(first, given.get(2))
                                .filter(order -> order <= 0)
                                .isPresent();
            default ->
                given.stream()
                        .skip(1)
                        .anyMatch(one ->
                                compared(first, one).filter(order -> order == 0).isPresent());
        };
    }

    private static Optional<Integer> compared(Optional<Object> one, Optional<Object> other) {
        return one.isPresent() && other.isPresent()
                ? ResultOperands.compared(one.orElseThrow(), other.orElseThrow())
                : Optional.empty();
    }

    /** The rack that every result that passes is of: then its history alone is read, however long ago it left the line. */
    Optional<String> rack() {
        return elements.isEmpty() ? Optional.empty() : rack(elements.get(0));
    }

    private Optional<String> rack(Element element) {
        if (element.operator() == FilterOperator.Equals) {
            List<Operand> sides = element.operands();
            return sides.get(0).names("JobId")
                    ? sides.get(1).text()
                    : Optional.of(sides.get(1))
                            .filter(side -> side.names("JobId"))
                            .flatMap(side -> sides.get(0).text());
        }
        return element.operator() == FilterOperator.And
                ? element.operands().stream()
                        .flatMap(operand -> operand.element().stream())
                        .flatMap(index -> rack(elements.get(index)).stream())
                        .findFirst()
                : Optional.empty();
    }

    boolean asksForAcknowledged() {
        return elements.stream()
                .flatMap(element -> element.operands().stream())
                .anyMatch(operand -> operand.names(ACKNOWLEDGED));
    }
}
