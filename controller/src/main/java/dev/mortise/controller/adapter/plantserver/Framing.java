package dev.mortise.controller.adapter.plantserver;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/**
 * What may come on one connection, chunk by chunk, before anything is decoded (OPC 10000-6, 6.7.2 and 7.1.2). Milo 1.1.2 keeps
 * bytes for ever that are of no known kind, gathers 2 MB of somebody who has not said who they are, and decodes any request of
 * them, whatever it makes it set aside.
 */
final class Framing {

    /** Kind, final or not, length. */
    static final int HEADER_BYTES = 8;

    /** Until somebody has a secure channel; certificates are in it, with those that vouch for them. */
    static final int OPEN_BYTES = 16 * 1_024;

    /** Without security only endpoints are asked for. */
    static final int PLAIN_BYTES = 8 * 1_024;

    private static final int HELLO_BYTES = 32 + 4_096;
    private static final int HELLO_MIN_BYTES = 32;

    /** Header, secure channel, and what stands before the message: token, sequence number, request. */
    private static final int BODY_AT = 24;

    private static final int POLICY_AT = 12;
    private static final int POLICY_MAX_BYTES = 255;
    private static final int TYPE_BYTES = 3;

    /** A node id of four bytes in namespace 0. */
    private static final int FOUR_BYTES = 0x0001;

    private static final int ID_AT = BODY_AT + 2;

    /** GetEndpoints and FindServers: binary encodings. */
    private static final Set<Integer> DISCOVERY = Set.of(428, 422);

    /** How far somebody has come. */
    private enum Stage {
        HELLO,
        OPENING,
        WITHOUT_SECURITY,
        SECURED
    }

    private Stage stage = Stage.HELLO;

    /**
     * The length of the chunk that the bytes begin with.
     *
     * @return 0 as long as it has not come whole
     * @throws UaException when it may not come
     */
    int next(ByteBuf bytes) throws UaException {
        if (bytes.readableBytes() < HEADER_BYTES) {
            return 0;
        }
        int at = bytes.readerIndex();
        String kind = bytes.toString(at, TYPE_BYTES, StandardCharsets.ISO_8859_1);
        char part = (char) bytes.getUnsignedByte(at + TYPE_BYTES);
        long length = bytes.getUnsignedIntLE(at + TYPE_BYTES + 1);
        switch (kind) {
            case "HEL" -> expect(stage == Stage.HELLO && part == 'F', length, HELLO_MIN_BYTES, HELLO_BYTES);
            case "OPN" -> expect(stage != Stage.HELLO && part == 'F', length, BODY_AT, OPEN_BYTES);
            case "CLO" -> expect(hasChannel() && part == 'F', length, BODY_AT, PLAIN_BYTES);
            case "MSG" -> message(part, length);
            default -> throw new UaException(StatusCodes.Bad_TcpMessageTypeInvalid, "no kind of message");
        }
        if (bytes.readableBytes() < length) {
            return 0;
        }
        follow(kind, bytes, at, (int) length);
        return (int) length;
    }

    /** Whether a chunk completes a request, so that an answer is due. */
    static boolean isRequest(ByteBuf bytes) {
        return isMessage(bytes) && bytes.getByte(bytes.readerIndex() + TYPE_BYTES) == 'F';
    }

    /** Whether more chunks of the same message are to come. */
    static boolean isBegun(ByteBuf bytes) {
        return isMessage(bytes) && bytes.getByte(bytes.readerIndex() + TYPE_BYTES) == 'C';
    }

    static boolean isMessage(ByteBuf bytes) {
        return bytes.readableBytes() > TYPE_BYTES
                && bytes.toString(bytes.readerIndex(), TYPE_BYTES, StandardCharsets.ISO_8859_1)
                        .equals("MSG");
    }

    private boolean hasChannel() {
        return stage == Stage.WITHOUT_SECURITY || stage == Stage.SECURED;
    }

    private void message(char part, long length) throws UaException {
        if (stage == Stage.WITHOUT_SECURITY) {
            expect(part == 'F', length, ID_AT + 2, PLAIN_BYTES);
        } else {
            expect(
                    stage == Stage.SECURED && (part == 'F' || part == 'C' || part == 'A'),
                    length,
                    BODY_AT,
                    ServerLimits.CHUNK_BYTES);
        }
    }

    private static void expect(boolean inOrder, long length, int min, int max) throws UaException {
        if (!inOrder) {
            throw new UaException(StatusCodes.Bad_TcpMessageTypeInvalid, "not expected here");
        }
        if (length < min || length > max) {
            throw new UaException(
                    StatusCodes.Bad_TcpMessageTooLarge, length + " bytes; expected " + min + " to " + max);
        }
    }

    private void follow(String kind, ByteBuf bytes, int at, int length) throws UaException {
        if (stage == Stage.HELLO) {
            stage = Stage.OPENING;
        } else if (stage == Stage.OPENING) {
            stage = policy(bytes, at, length).equals(SecurityPolicy.None.getUri())
                    ? Stage.WITHOUT_SECURITY
                    : Stage.SECURED;
        } else if (stage == Stage.WITHOUT_SECURITY && kind.equals("MSG") && !isDiscovery(bytes, at)) {
            throw new UaException(StatusCodes.Bad_SecurityPolicyRejected, "without security only endpoints are told");
        }
    }

    private static String policy(ByteBuf bytes, int at, int length) throws UaException {
        long size = bytes.getUnsignedIntLE(at + POLICY_AT);
        if (size > POLICY_MAX_BYTES || POLICY_AT + Integer.BYTES + size > length) {
            throw new UaException(StatusCodes.Bad_SecurityPolicyRejected, "no security policy");
        }
        return bytes.toString(at + POLICY_AT + Integer.BYTES, (int) size, StandardCharsets.UTF_8);
    }

    private static boolean isDiscovery(ByteBuf bytes, int at) {
        return bytes.getUnsignedShortLE(at + BODY_AT) == FOUR_BYTES
                && DISCOVERY.contains(bytes.getUnsignedShortLE(at + ID_AT));
    }
}
