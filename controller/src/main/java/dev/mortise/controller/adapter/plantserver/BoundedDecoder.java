package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.types.UaMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Milo's decoder with bounds for what Milo 1.1.2 does not look at. Arrays, strings and byte strings may be as long as the server's capabilities tell; of the dimensions
 * of an array in a Variant (OPC 10000-6, 5.2.2.16) Milo sets aside as many as a request says there are, 8 GB for 30 bytes, and a controller ends that runs out of memory.
 * Jazzer found it.
 *
 * <p>A structure in an ExtensionObject is decoded by Milo when somebody looks at it, by a decoder of Milo's own: so it is decoded here once before, for nothing but
 * to see whether it may be.
 */
final class BoundedDecoder extends OpcUaBinaryDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedDecoder.class);

    private static final int DIMENSIONS = 0x40;
    private static final int ARRAY_WITH_DIMENSIONS = 0x80 | DIMENSIONS;
    private static final int TYPE = 0x3F;

    /** What the body of an ExtensionObject is: nothing, bytes, XML. */
    private static final int NO_BODY = 0;

    private static final int BYTES = 1;
    private static final int XML = 2;

    private final Bounds.Context context;
    private final boolean requests;
    private final int nesting;
    private ByteBuf bytes;

    BoundedDecoder(EncodingContext context, ByteBuf bytes) {
        this(Bounds.in(context), bytes, false, 0);
    }

    /** Within so many structures. */
    private BoundedDecoder(Bounds.Context context, ByteBuf bytes, boolean requests, int nesting) {
        super(context);
        this.context = context;
        this.requests = requests;
        this.nesting = nesting;
        this.bytes = bytes;
        OpcUaBinaryDecoder unusedItIsThis = super.setBuffer(bytes);
    }

    /** Of requests on an open channel: one that has too much in it is {@link Undecoded}. */
    static BoundedDecoder ofRequests(EncodingContext context) {
        return new BoundedDecoder(Bounds.in(context), Unpooled.EMPTY_BUFFER, true, 0);
    }

    /** What may not be decoded, as against what cannot. */
    private static final class Unbounded extends UaSerializationException {

        private static final long serialVersionUID = 1;

        Unbounded(String message) {
            super(StatusCodes.Bad_EncodingLimitsExceeded, message);
        }
    }

    @Override
    public OpcUaBinaryDecoder setBuffer(ByteBuf buffer) {
        bytes = buffer;
        return super.setBuffer(buffer);
    }

    @Override
    public UaMessageType decodeMessage(String field) {
        int at = bytes.readerIndex();
        try {
            return super.decodeMessage(field);
        } catch (UaSerializationException e) {
            if (requests && e.getStatusCode().value() == StatusCodes.Bad_EncodingLimitsExceeded) {
                return undecoded(bytes.readerIndex(at), e);
            }
            throw e;
        }
    }

    private Undecoded undecoded(ByteBuf request, UaSerializationException why) {
        LOG.debug("a request is refused: {}", why.getMessage());
        NodeId unusedType = decodeNodeId();
        NodeId unusedSession = decodeNodeId();
        DateTime sent = decodeDateTime();
        UInteger handle = decodeUInt32();
        request.readerIndex(request.writerIndex());
        return new Undecoded(
                new RequestHeader(NodeId.NULL_VALUE, sent, handle, uint(0), null, uint(0), null),
                why.getStatusCode(),
                String.valueOf(why.getMessage()));
    }

    @Override
    public String decodeString() {
        return context.bounds().upTo(ServerLimits.STRING_BYTES, super::decodeString);
    }

    @Override
    public ByteString decodeByteString() {
        return context.bounds().upTo(ServerLimits.STRING_BYTES, super::decodeByteString);
    }

    @Override
    public Variant decodeVariant() {
        int at = bytes.readerIndex();
        int mask = bytes.isReadable() ? bytes.getByte(at) : 0;
        if ((mask & ARRAY_WITH_DIMENSIONS) != ARRAY_WITH_DIMENSIONS) {
            return super.decodeVariant();
        }
        Variant array;
        bytes.setByte(at, mask & ~DIMENSIONS);
        try {
            array = super.decodeVariant();
        } finally {
            bytes.setByte(at, mask); // the bytes may be somebody's who decodes them again
        }
        Object flat = array.getValue();
        return flat == null ? array : shaped(array, flat, OpcUaDataType.fromTypeId(mask & TYPE));
    }

    private Variant shaped(Variant array, Object flat, OpcUaDataType type) {
        int count = decodeInt32();
        int room = bytes.readableBytes() / Integer.BYTES;
        if (count < -1 || count > room) {
            throw new Unbounded(count + " dimensions of an array; the message has room for " + room);
        }
        int[] dimensions = new int[Math.max(0, count)];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = decodeInt32();
        }
        return dimensions.length > 1 ? new Variant(new Matrix(flat, dimensions, type)) : array;
    }

    /** Its body is bounded by the message alone; what is in the body is not. */
    @Override
    public ExtensionObject decodeExtensionObject() {
        NodeId type = decodeNodeId();
        int body = bytes.readByte();
        return switch (body) {
            case NO_BODY -> ExtensionObject.of(ByteString.NULL_VALUE, type);
            case BYTES -> looked(context.bounds().upTo(ServerLimits.MESSAGE_BYTES, super::decodeByteString), type);
            case XML -> ExtensionObject.of(decodeXmlElement(), type);
            default ->
                throw new UaSerializationException(StatusCodes.Bad_DecodingError, "a structure's body of kind " + body);
        };
    }

    private ExtensionObject looked(ByteString structure, NodeId type) {
        if (nesting >= ServerLimits.NESTING) {
            throw new Unbounded("more than " + ServerLimits.NESTING + " structures within each other");
        }
        try {
            ByteBuf body = Unpooled.wrappedBuffer(structure.bytesOrEmpty());
            Optional<UaStructuredType> unusedItMayBe = Optional.ofNullable(
                            context.getDataTypeManager().getCodec(type))
                    .map(codec -> new BoundedDecoder(Bounds.in(context.known()), body, false, nesting + 1)
                            .decodeStruct(null, codec));
        } catch (UaSerializationException e) {
            if (e.getStatusCode().value() == StatusCodes.Bad_EncodingLimitsExceeded) {
                throw e;
            }
            // nor is this: whoever looks at it says so
        } catch (RuntimeException e) {
            // nothing that is decoded later would get farther; whoever looks at it says so
        }
        return ExtensionObject.of(structure, type);
    }
}
