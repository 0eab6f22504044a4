package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.mortise.protocol.realtime.v1.RealtimeProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of version 1 may grow, and nothing that a peer of any release has built on may change. */
class CompatibilityTest {

    /** The descriptor with which version 1 was frozen. */
    private static final byte[] BYTES = bytes();

    private static final FileDescriptorProto V1 = parsed();

    private static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(CompatibilityTest.class.getResourceAsStream("realtime-v1.desc"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileDescriptorProto parsed() {
        try {
            return FileDescriptorProto.parseFrom(BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatVersionOneWasFrozenWithIsUnchanged() {
        assertThat(new Frozen(V1).changes(RealtimeProto.getDescriptor().toProto()))
                .as("renumbered, renamed, retyped or removed: that would be version 2")
                .isEmpty();
    }

    @Test
    void theNumberOfTheSchemaIsThatOfTheFrozenOneWhateverWasAdded() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(BYTES);

        assertThat(Names.schema()).isEqualTo(ByteBuffer.wrap(hash).getInt());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        "RobotState.cycle was number 10,", field("RobotState", "cycle", field -> field.setNumber(40))),
                Arguments.of(
                        "RobotState.cycle is gone",
                        field("RobotState", "cycle", field -> field.setName("servo_cycle"))),
                Arguments.of(
                        "RobotState.cycle was number 10, TYPE_FIXED32",
                        field("RobotState", "cycle", field -> field.setType(FieldDescriptorProto.Type.TYPE_UINT32))),
                Arguments.of(
                        "RobotState.q was number 16",
                        field(
                                "RobotState",
                                "q",
                                field -> field.getOptionsBuilder().setPacked(false))),
                Arguments.of(
                        "RobotState.q was number 16",
                        field("RobotState", "q", field -> field.setLabel(Label.LABEL_OPTIONAL))),
                Arguments.of(
                        "RobotCommand.finished was number 14",
                        field("RobotCommand", "finished", FieldDescriptorProto.Builder::clearProto3Optional)),
                Arguments.of("SessionClose.reason is gone", message("SessionClose", message -> message.removeField(1))),
                Arguments.of("SessionClose is gone", message("SessionClose", message -> message.setName("Close"))),
                Arguments.of(
                        "Refusal.REFUSAL_BUSY was number 5",
                        values(
                                "Refusal",
                                values -> value(values, "REFUSAL_BUSY").setNumber(9))),
                Arguments.of(
                        "Refusal.REFUSAL_BUSY is gone",
                        values(
                                "Refusal",
                                values -> value(values, "REFUSAL_BUSY").setName("REFUSAL_TAKEN"))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfWhatIsThereIsFound(String sentence, Consumer<FileDescriptorProto.Builder> change) {
        FileDescriptorProto.Builder later = V1.toBuilder();
        change.accept(later);

        assertThat(new Frozen(V1).changes(later.build()))
                .singleElement()
                .asString()
                .startsWith(sentence);
    }

    @Test
    void whatIsAddedIsNoChange() {
        FileDescriptorProto.Builder later = V1.toBuilder();
        message(
                        "RobotState",
                        message -> message.addField(FieldDescriptorProto.newBuilder()
                                .setName("temperature")
                                .setNumber(200)
                                .setType(FieldDescriptorProto.Type.TYPE_FLOAT)
                                .setLabel(Label.LABEL_OPTIONAL)))
                .accept(later);
        values(
                        "Refusal",
                        values -> values.addValue(EnumValueDescriptorProto.newBuilder()
                                .setName("REFUSAL_LATER")
                                .setNumber(100)))
                .accept(later);
        later.addMessageType(DescriptorProto.newBuilder().setName("Later"));

        assertThat(new Frozen(V1).changes(later.build())).isEmpty();
    }

    private static Consumer<FileDescriptorProto.Builder> message(
            String name, Consumer<DescriptorProto.Builder> change) {
        return file -> change.accept(file.getMessageTypeBuilderList().stream()
                .filter(message -> message.getName().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static Consumer<FileDescriptorProto.Builder> field(
            String message, String name, Consumer<FieldDescriptorProto.Builder> change) {
        return message(
                message,
                found -> change.accept(found.getFieldBuilderList().stream()
                        .filter(field -> field.getName().equals(name))
                        .findFirst()
                        .orElseThrow()));
    }

    private static Consumer<FileDescriptorProto.Builder> values(
            String name, Consumer<EnumDescriptorProto.Builder> change) {
        return file -> change.accept(file.getEnumTypeBuilderList().stream()
                .filter(values -> values.getName().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static EnumValueDescriptorProto.Builder value(EnumDescriptorProto.Builder values, String name) {
        return values.getValueBuilderList().stream()
                .filter(value -> value.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
