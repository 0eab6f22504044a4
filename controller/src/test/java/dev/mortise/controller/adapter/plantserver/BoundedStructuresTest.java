package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients send of the published models' own structures is bounded, too. */
@Tag("wire")
class BoundedStructuresTest {

    /** The value of the order's parameter: a Variant with the Int32 5. */
    private static final byte[] FIVE = {6, 5, 0, 0, 0};

    /** In its place: an array of Int32 without elements, and with two thousand million dimensions. */
    private static final byte[] BOMB = {(byte) 0xC6, 0, 0, 0, 0, -1, -1, -1, 0x7F};

    @TempDir
    private Path directory;

    @Test
    void anOrderWhoseParameterHasMoreDimensionsThanItHasRoomForIsRefused() throws Exception {
        try (APlant plant = new APlant(directory)) {
            JobClient jobs = new JobClient(plant.trusted(Comes.properly()), plant.jobStructures());
            ExtensionObject.Binary order = (ExtensionObject.Binary) jobs.job("R-1", "nvl72", "JobOrderParameters");
            byte[] body = order.getBody().bytesOrEmpty();
            int at = indexOf(FIVE, body);

            assertThat(decoded(plant, order)).as("as it is").isEqualTo(new Variant(order));
            ByteBuf worse = Unpooled.buffer()
                    .writeBytes(body, 0, at)
                    .writeBytes(BOMB)
                    .writeBytes(body, at + FIVE.length, body.length - at - FIVE.length);
            byte[] bytes = new byte[worse.readableBytes()];
            worse.readBytes(bytes);

            assertThatExceptionOfType(UaSerializationException.class)
                    .isThrownBy(
                            () -> decoded(plant, ExtensionObject.of(ByteString.of(bytes), order.getEncodingOrTypeId())))
                    .withMessageContaining(Integer.MAX_VALUE + " dimensions of an array");
        }
    }

    private static Variant decoded(APlant plant, ExtensionObject order) {
        ByteBuf bytes = Unpooled.buffer();
        new OpcUaBinaryEncoder(plant.encoding()).setBuffer(bytes).encodeVariant(new Variant(order));
        return new BoundedDecoder(plant.encoding(), bytes).decodeVariant();
    }

    private static int indexOf(byte[] part, byte[] whole) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Unpooled.wrappedBuffer(whole, at, part.length).equals(Unpooled.wrappedBuffer(part))) {
                return at;
            }
        }
        throw new AssertionError("the order has no such value");
    }
}
