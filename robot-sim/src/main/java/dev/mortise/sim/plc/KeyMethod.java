package dev.mortise.sim.plc;

import dev.mortise.protocol.plc.PlcMethod;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.methods.AbstractMethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;

/** {@code Robots/SetSessionKey}: taken over an encrypted channel, told by the client before it is looked at. */
final class KeyMethod extends AbstractMethodInvocationHandler {

    private final PlcMethod contract;
    private volatile Optional<HandedKeys> keys = Optional.empty();

    KeyMethod(UaMethodNode node, PlcMethod contract) {
        super(node);
        this.contract = contract;
    }

    void handsTo(HandedKeys taker) {
        keys = Optional.of(taker);
    }

    @Override
    public Argument[] getInputArguments() {
        return contract.inputs().stream().map(KeyMethod::argument).toArray(Argument[]::new);
    }

    @Override
    public Argument[] getOutputArguments() {
        return contract.outputs().stream().map(KeyMethod::argument).toArray(Argument[]::new);
    }

    @Override
    protected Variant[] invoke(InvocationContext context, Variant[] given) throws UaException {
        boolean encrypted = context.getSession()
                .filter(session ->
                        session.getSecurityConfiguration().getSecurityMode() == MessageSecurityMode.SignAndEncrypt)
                .isPresent();
        if (!encrypted) {
            throw new UaException(
                    StatusCodes.Bad_SecurityModeInsufficient, "a key is taken over an encrypted channel alone");
        }
        if (given[0].value() instanceof String robot
                && given[1].value() instanceof UInteger epoch
                && given[2].value() instanceof ByteString key) {
            byte[] bytes = Optional.ofNullable(key.bytes()).orElse(new byte[0]);
            return new Variant[] {
                new Variant(keys.map(taker -> taker.take(robot, epoch.longValue(), bytes))
                        .orElse("UNKNOWN_ROBOT: this PLC has no robots"))
            };
        }
        throw new UaException(StatusCodes.Bad_InvalidArgument, "an argument has no value");
    }

    private static Argument argument(PlcMethod.Argument of) {
        return new Argument(of.name(), type(of), ValueRanks.Scalar, null, LocalizedText.english(of.meaning()));
    }

    private static NodeId type(PlcMethod.Argument of) {
        return switch (of.type()) {
            case String -> NodeIds.String;
            case UInt32 -> NodeIds.UInt32;
            case ByteString -> NodeIds.ByteString;
            case Boolean, Int32, Double -> throw new IllegalArgumentException("no argument is a " + of.type());
        };
    }
}
