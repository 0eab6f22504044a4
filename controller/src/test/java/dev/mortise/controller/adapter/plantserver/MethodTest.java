package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.sdk.server.AccessContext;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.junit.jupiter.api.Test;

class MethodTest {

    @Test
    void oneThatThrowsIsAnsweredWithACodeThatTellsNothing() throws Exception {
        CallMethodResult result = Method.handler(0, (unusedWho, unusedGiven) -> {
                    throw new IllegalStateException("what nobody outside may read");
                })
                .invoke(AccessContext.INTERNAL, new CallMethodRequest(NodeIds.Server, NodeIds.Server, new Variant[0]));

        assertThat(result.getStatusCode().value()).isEqualTo(StatusCodes.Bad_InternalError);
        assertThat(result.getOutputArguments()).isEmpty();
    }
}
