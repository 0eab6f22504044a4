package dev.mortise.controller.adapter.plantserver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.AccessContext;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.slf4j.LoggerFactory;

/**
 * One method as its owner sees it: who calls and with what. The owner asks the gate itself: Milo 1.1.2 lets a method be
 * reached through other objects (#1802).
 */
@FunctionalInterface
interface Method {

    /** An argument that was sent without a value. */
    Object NOTHING = new Object();

    /** From the arguments to the outputs. */
    Variant[] call(Optional<Session> who, List<Object> given) throws UaException;

    static MethodInvocationHandler handler(int arguments, Method method) {
        return (AccessContext context, CallMethodRequest request) -> {
            Variant[] given = Optional.ofNullable(request.getInputArguments()).orElse(new Variant[0]);
            if (given.length != arguments) {
                return ended(
                        new StatusCode(
                                given.length < arguments
                                        ? StatusCodes.Bad_ArgumentsMissing
                                        : StatusCodes.Bad_TooManyArguments),
                        new Variant[0]);
            }
            try {
                return ended(StatusCode.GOOD, method.call(context.getSession(), values(given)));
            } catch (UaException e) {
                return ended(e.getStatusCode(), new Variant[0]);
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(Method.class).warn("the method {} threw", request.getMethodId(), e);
                return ended(new StatusCode(StatusCodes.Bad_InternalError), new Variant[0]);
            }
        };
    }

    private static List<Object> values(Variant[] given) {
        return Arrays.stream(given)
                .map(variant -> Optional.ofNullable(variant.value()).orElse(NOTHING))
                .toList();
    }

    private static CallMethodResult ended(StatusCode status, Variant[] outputs) {
        return new CallMethodResult(status, new StatusCode[0], new DiagnosticInfo[0], outputs);
    }
}
