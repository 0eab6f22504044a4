package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.mortise.protocol.realtime.v1.RobotState;
import dev.mortise.protocol.realtime.v1.RtHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import us.hebi.quickbuf.ProtoSource;

class ShapeTest {

    private static final int MUTANTS = 200_000;

    private final Shape shape = Shape.of(RobotState.getDescriptor());

    @Test
    void aMessageFits() {
        byte[] bytes = state().toByteArray();

        assertThat(shape.fits(bytes, 0, bytes.length)).isTrue();
        assertThat(shape.fits(bytes, 0, 0)).as("an empty message").isTrue();
    }

    @Test
    void aFieldOfALaterSchemaFitsToo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        state().writeTo(out);
        CodedOutputStream later = CodedOutputStream.newInstance(out);
        later.writeString(2_000, "seven");
        later.writeInt64(2_001, -1);
        later.flush();

        assertThat(shape.fits(out.toByteArray(), 0, out.size())).isTrue();
    }

    @Test
    void everyCutOffMessageThatEndsInsideAFieldIsNone() throws IOException {
        byte[] bytes = state().toByteArray();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(shape.fits(bytes, 0, length)).as("cut at %s", length).isEqualTo(parses(bytes, length));
        }
    }

    @Test
    void whateverFitsIsParsedWithoutAnException() throws IOException {
        byte[] good = state().toByteArray();
        Random random = new Random(7);
        int fitting = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = good.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (shape.fits(bytes, 0, bytes.length)) {
                fitting++;
                assertThat(parses(bytes, bytes.length)).as("mutant %s", i).isTrue();
            }
        }
        assertThat(fitting).as("mutants that are messages").isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    private static boolean parses(byte[] bytes, int length) {
        try {
            var into = dev.mortise.protocol.realtime.v1.quick.RobotState.newInstance();
            into.mergeFrom(ProtoSource.newArraySource().setInput(bytes, 0, length));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static RobotState state() {
        return RobotState.newBuilder()
                .setHeader(
                        RtHeader.newBuilder().setSeq(1).setAckSeq(2).setTxNs(3).setSchema(4))
                .setCycle(17)
                .addQ(0.5)
                .addQ(0.25)
                .addDq(1)
                .addWrenchExt(2)
                .setConverged(true)
                .build();
    }
}
