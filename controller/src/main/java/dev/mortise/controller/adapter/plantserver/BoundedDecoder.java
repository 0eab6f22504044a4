package dev.mortise.controller.adapter.plantserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Milo's decoder with the one length bounded that it does not look at: of the dimensions of an array in a Variant (OPC 10000-6, 5.2.2.16) Milo 1.1.2 sets aside
 * as many as a request says there are, 8 GB for 30 bytes, and a controller ends that runs out of memory. Jazzer found it.
 *
 * <p>A structure in an ExtensionObject is decoded by Milo when somebody looks at it, by a decoder of Milo's own: so it is decoded here once before, for nothing but
 * to see whether it may be.
 */
final class BoundedDecoder extends OpcUaBinaryDecoder {

    private static final int DIMENSIONS = 0x40;
    private static final int ARRAY_WITH_DIMENSIONS = 0x80 | DIMENSIONS;
    private static final int TYPE = 0x3F;

    private final int nesting;
    private ByteBuf bytes;

    BoundedDecoder(EncodingContext context, ByteBuf bytes) {
        this(context, bytes, 0);
    }

    /** Within so many structures. */
    private BoundedDecoder(EncodingContext context, ByteBuf bytes, int nesting) {
        super(context);
        this.nesting = nesting;
        this.bytes = bytes;
        OpcUaBinaryDecoder unusedItIsThis = super.setBuffer(bytes);
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

    @Override
    public ExtensionObject decodeExtensionObject() {
        ExtensionObject found = super.decodeExtensionObject();
        if (found instanceof ExtensionObject.Binary binary) {
            if (nesting >= ServerLimits.NESTING) {
                throw new Unbounded("more than " + ServerLimits.NESTING + " structures within each other");
            }
            look(binary);
        }
        return found;
    }

    private void look(ExtensionObject.Binary structure) {
        try {
            ByteBuf body = Unpooled.wrappedBuffer(structure.getBody().bytesOrEmpty());
            Optional<UaStructuredType> unusedItMayBe = Optional.ofNullable(
                            getEncodingContext().getDataTypeManager().getCodec(structure.getEncodingOrTypeId()))
                    .map(codec ->
                            new BoundedDecoder(getEncodingContext(), body, nesting + 1).decodeStruct(null, codec));
        } catch (Unbounded e) {
            throw e;
        } catch (RuntimeException e) {
            // nothing that is decoded later would get farther; whoever looks at it says so
        }
    }
}
