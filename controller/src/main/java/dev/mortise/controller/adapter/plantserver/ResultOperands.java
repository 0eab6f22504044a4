package dev.mortise.controller.adapter.plantserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.ElementOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;

/** Operands of a filter of results: literals, fields by the last name of their path, later elements. */
final class ResultOperands {

    private ResultOperands() {}

    /** One operand; what it is not is empty. */
    record Operand(Optional<Object> literal, Optional<String> field, Optional<Integer> element) {

        Optional<Object> value(ResultMeta meta, boolean[] later) {
            return element.<Object>map(index -> later[index])
                    .or(() -> field.flatMap(
                                    name -> Optional.ofNullable(meta.fields().get(name)))
                            .map(ResultOperands::plain))
                    .or(() -> literal);
        }

        boolean names(String name) {
            return field.equals(Optional.of(name));
        }

        Optional<String> text() {
            return literal.filter(String.class::isInstance).map(String.class::cast);
        }
    }

    /** Empty when one of them cannot be read or refers to an element that is not later. */
    static Optional<List<Operand>> of(
            ExtensionObject @Nullable [] sent, int index, int elements, EncodingContext encoding) {
        List<Operand> all = new ArrayList<>();
        for (ExtensionObject one : Optional.ofNullable(sent).orElseGet(() -> new ExtensionObject[0])) {
            Optional<Operand> operand = operand(one.decode(encoding));
            boolean circular = operand.flatMap(Operand::element)
                    .filter(later -> later <= index || later >= elements)
                    .isPresent();
            if (operand.isEmpty() || circular) {
                return Optional.empty();
            }
            all.add(operand.orElseThrow());
        }
        return Optional.of(all);
    }

    private static Optional<Operand> operand(Object sent) {
        if (sent instanceof LiteralOperand literal) {
            return Optional.of(new Operand(
                    Optional.ofNullable(literal.getValue().value()).map(ResultOperands::plain),
                    Optional.empty(),
                    Optional.empty()));
        }
        if (sent instanceof ElementOperand element) {
            return Optional.of(new Operand(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(element.getIndex().intValue())));
        }
        return sent instanceof SimpleAttributeOperand simple
                ? last(simple.getBrowsePath())
                        .map(name -> new Operand(Optional.empty(), Optional.of(name), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<String> last(QualifiedName @Nullable [] path) {
        return path == null || path.length == 0 ? Optional.empty() : Optional.ofNullable(path[path.length - 1].name());
    }

    /** As Java compares it. */
    static Object plain(Object value) {
        if (value instanceof DateTime time) {
            return time.getJavaInstant();
        }
        if (value instanceof UaEnumeratedType enumerated) {
            return (double) enumerated.getValue();
        }
        if (value instanceof LocalizedText text) {
            return String.valueOf(text.text());
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    /** Empty when they are not of a kind. */
    @SuppressWarnings("unchecked") // of the same class, which compares itself
    static Optional<Integer> compared(Object one, Object other) {
        return one instanceof Comparable<?> comparable && one.getClass().equals(other.getClass())
                ? Optional.of(((Comparable<Object>) comparable).compareTo(other))
                : Optional.empty();
    }
}
