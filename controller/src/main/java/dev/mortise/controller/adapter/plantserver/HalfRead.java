package dev.mortise.controller.adapter.plantserver;

import java.util.Arrays;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.server.ContinuationPoint;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/** Lists of references that a session has not read to their end: Milo 1.1.2 begins one more than it is told. */
final class HalfRead {

    private HalfRead() {}

    /** The answer as the session may have it: the last lists are given up until there are no more than there may be. */
    static BrowseResponse within(Session session, BrowseResponse answer) {
        BrowseResult[] results = answer.getResults();
        if (results == null) {
            return answer;
        }
        Map<ByteString, ContinuationPoint> begun = session.getBrowseContinuationPoints();
        BrowseResult[] kept = results.clone();
        for (int i = kept.length - 1; i >= 0 && begun.size() > ServerLimits.CONTINUATION_POINTS; i--) {
            ByteString point = kept[i].getContinuationPoint();
            if (point != null && begun.remove(point) != null) {
                kept[i] = new BrowseResult(
                        new StatusCode(StatusCodes.Bad_NoContinuationPoints),
                        ByteString.NULL_VALUE,
                        new ReferenceDescription[0]);
            }
        }
        return Arrays.equals(kept, results)
                ? answer
                : new BrowseResponse(answer.getResponseHeader(), kept, answer.getDiagnosticInfos());
    }
}
