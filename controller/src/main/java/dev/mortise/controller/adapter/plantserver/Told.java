package dev.mortise.controller.adapter.plantserver;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** One variable that tells only what is news: what is shown again and again wakes nobody. */
final class Told {

    private final UaVariableNode node;
    private Optional<Said> last = Optional.empty();

    private record Said(Variant value, StatusCode status) {}

    Told(UaVariableNode node) {
        this.node = node;
    }

    void good(Variant value, Instant at) {
        say(new Said(value, StatusCode.GOOD), at);
    }

    /** The last that was known; nobody can say whether it still holds. */
    void unsure(Variant value, Instant at) {
        say(new Said(value, new StatusCode(StatusCodes.Uncertain_LastUsableValue)), at);
    }

    /** Nothing is known, for this reason. */
    void nothing(long why, Instant at) {
        say(new Said(Variant.NULL_VALUE, new StatusCode(why)), at);
    }

    private void say(Said now, Instant at) {
        if (!last.equals(Optional.of(now))) {
            last = Optional.of(now);
            StateNodes.put(node, now.value(), now.status(), at);
        }
    }
}
