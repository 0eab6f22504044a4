package dev.mortise.controller.adapter.plantserver;

import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;

/**
 * Stands for a request that has more in it than may be decoded, so that its client has an answer and keeps its channel: Milo 1.1.2 throws the request away, and the client
 * waits. To Milo it is a Read; {@link FencedServer} answers it before anybody reads.
 *
 * @param header no more of it than an answer needs
 */
record Undecoded(RequestHeader header, StatusCode code, String why) implements UaRequestMessageType {

    /** Nobody is to carry out a request that has not been decoded. */
    static void refuse(UaRequestMessageType request) throws UaException {
        if (request instanceof Undecoded undecoded) {
            throw new UaException(undecoded.code.value(), undecoded.why);
        }
    }

    @Override
    public RequestHeader getRequestHeader() {
        return header;
    }

    @Override
    public ExpandedNodeId getTypeId() {
        return ReadRequest.TYPE_ID;
    }

    @Override
    public ExpandedNodeId getBinaryEncodingId() {
        return ReadRequest.BINARY_ENCODING_ID;
    }

    @Override
    public ExpandedNodeId getXmlEncodingId() {
        return ReadRequest.XML_ENCODING_ID;
    }

    @Override
    public ExpandedNodeId getJsonEncodingId() {
        return ReadRequest.JSON_ENCODING_ID;
    }
}
