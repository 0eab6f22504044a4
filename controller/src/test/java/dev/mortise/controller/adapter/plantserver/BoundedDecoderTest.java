package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Variant is decoded as Milo decodes it, but for dimensions that the message has no room for. */
class BoundedDecoderTest {

    private static final EncodingContext CONTEXT = DefaultEncodingContext.INSTANCE;

    @Test
    void whatIsNoArrayWithDimensionsIsWhatMiloMakesOfIt() {
        for (Variant value : List.of(
                Variant.NULL_VALUE,
                new Variant(42),
                new Variant("words"),
                new Variant(new Integer[] {1, 2, 3}),
                new Variant(new Variant[] {new Variant(1), new Variant("two")}),
                new Variant(LocalizedText.english("three")))) {
            assertThat(decoded(encoded(value))).isEqualTo(value);
        }
    }

    @Test
    void aMatrixIsAMatrixAlsoWithinAnArrayAndTwiceFromTheSameBytes() {
        Variant matrix =
                new Variant(new Matrix(new Integer[] {1, 2, 3, 4, 5, 6}, new int[] {2, 3}, OpcUaDataType.Int32));
        ByteBuf bytes = encoded(new Variant(new Variant[] {matrix, new Variant(7)}));
        byte[] before = ByteBufUtil.getBytes(bytes);

        for (int time = 0; time < 2; time++) {
            Variant[] found = (Variant[]) value(decoded(bytes.duplicate()));

            Matrix again = (Matrix) value(found[0]);
            assertThat(again.getDimensions()).containsExactly(2, 3);
            assertThat((Integer[]) again.getElements()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(found[1]).isEqualTo(new Variant(7));
        }
        assertThat(ByteBufUtil.getBytes(bytes)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, 1_000_000, 3, -2, Integer.MIN_VALUE})
    void dimensionsThatTheMessageHasNoRoomForAreRefusedBeforeAnythingIsSetAsideForThem(int count) {
        assertThatExceptionOfType(UaSerializationException.class)
                .isThrownBy(() -> decoded(withDimensions(count)))
                .withMessageContaining(count + " dimensions of an array");
    }

    /** A filter's literal is decoded later, by a decoder that Milo makes; here it is looked at before. */
    @Test
    void soAreThoseInAStructureThatIsDecodedLater() {
        Variant literal = new Variant(structure(ByteBufUtil.getBytes(withDimensions(Integer.MAX_VALUE))));

        assertThatExceptionOfType(UaSerializationException.class)
                .isThrownBy(() -> decoded(encoded(literal)))
                .withMessageContaining("dimensions of an array");
    }

    @Test
    void structuresWithinEachOtherAreLookedAtDownToALimit() {
        byte[] body = ByteBufUtil.getBytes(encoded(new Variant(1)));
        for (int deep = 1; deep < ServerLimits.NESTING; deep++) {
            body = ByteBufUtil.getBytes(encoded(new Variant(structure(body))));
        }
        byte[] deepest = body;

        assertThat(decoded(Unpooled.wrappedBuffer(deepest)).getValue()).isInstanceOf(ExtensionObject.class);
        assertThatExceptionOfType(UaSerializationException.class)
                .isThrownBy(() -> decoded(encoded(
                        new Variant(structure(ByteBufUtil.getBytes(encoded(new Variant(structure(deepest)))))))))
                .withMessageContaining("structures within each other");
    }

    @Test
    void whatIsNoStructureOrOneThatNobodyKnowsIsLeftToWhoeverLooksAtIt() {
        Variant broken = new Variant(structure(new byte[] {99}));
        Variant unknown = new Variant(ExtensionObject.of(ByteString.of(new byte[] {1}), new NodeId(0, 1)));

        assertThat(decoded(encoded(broken))).isEqualTo(broken);
        assertThat(decoded(encoded(unknown))).isEqualTo(unknown);
    }

    private static ExtensionObject structure(byte[] variant) {
        return ExtensionObject.of(
                ByteString.of(variant),
                LiteralOperand.BINARY_ENCODING_ID
                        .toNodeId(CONTEXT.getNamespaceTable())
                        .orElseThrow());
    }

    /** One Int32 in an array, and a count of dimensions with room for two. */
    private static ByteBuf withDimensions(int count) {
        return Unpooled.buffer()
                .writeByte(0x80 | 0x40 | OpcUaDataType.Int32.getTypeId())
                .writeIntLE(1)
                .writeIntLE(42)
                .writeIntLE(count)
                .writeIntLE(1)
                .writeIntLE(1);
    }

    private static ByteBuf encoded(Variant value) {
        ByteBuf bytes = Unpooled.buffer();
        new OpcUaBinaryEncoder(CONTEXT).setBuffer(bytes).encodeVariant(value);
        return bytes;
    }

    private static Object value(Variant variant) {
        return Objects.requireNonNull(variant.getValue());
    }

    private static Variant decoded(ByteBuf bytes) {
        return new BoundedDecoder(CONTEXT, bytes).decodeVariant();
    }
}
