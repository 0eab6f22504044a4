package dev.mortise.protocol.realtime;

import dev.mortise.protocol.realtime.v1.RobotCommand;
import dev.mortise.protocol.realtime.v1.RobotState;
import dev.mortise.protocol.realtime.v1.SessionClose;
import dev.mortise.protocol.realtime.v1.SessionReply;
import dev.mortise.protocol.realtime.v1.SessionRequest;
import java.io.IOException;
import java.util.zip.CRC32C;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;

/**
 * Seals and opens datagrams: 16 bytes of prefix, one message, CRC-32C of all before it. One instance serves one thread and
 * allocates nothing after construction.
 */
public final class Frame {

    /** Leaves room for IP and UDP headers in one Ethernet frame of 1500 bytes. */
    public static final int DATAGRAM_MAX_BYTES = 1_400;

    public static final int PREFIX_BYTES = 16;
    public static final int TRAILER_BYTES = 4;
    public static final int VERSION = 1;

    public static final int ROBOT_STATE = 1;
    public static final int ROBOT_COMMAND = 2;
    public static final int SESSION_REQUEST = 3;
    public static final int SESSION_REPLY = 4;
    public static final int SESSION_CLOSE = 5;

    private static final int MAGIC = 0x4352;
    private static final int AT_VERSION = 2;
    private static final int AT_KIND = 3;
    private static final int AT_SESSION = 4;
    private static final int AT_COUNTER = 8;

    /** Why a datagram is dropped and counted. */
    public enum Fault {
        NONE,
        TOO_SHORT,
        TOO_LONG,
        MAGIC,
        VERSION,
        CRC,
        MALFORMED
    }

    /** By kind. */
    private final Shape[] shapes = {
        Shape.of(RobotState.getDescriptor()),
        Shape.of(RobotCommand.getDescriptor()),
        Shape.of(SessionRequest.getDescriptor()),
        Shape.of(SessionReply.getDescriptor()),
        Shape.of(SessionClose.getDescriptor())
    };

    private final CRC32C crc = new CRC32C();
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final ProtoSource source = ProtoSource.newArraySource();

    /**
     * Writes a datagram.
     *
     * @return its length in bytes; 0 when the message does not fit, which is a fault of the sender
     */
    public int seal(byte[] into, int kind, int session, long counter, ProtoMessage<?> message) {
        try {
            sink.setOutput(into, PREFIX_BYTES, DATAGRAM_MAX_BYTES - PREFIX_BYTES - TRAILER_BYTES);
            message.writeTo(sink);
        } catch (IOException e) {
            return 0;
        }
        putLittleEndian(into, 0, MAGIC, 2);
        into[AT_VERSION] = VERSION;
        into[AT_KIND] = (byte) kind;
        putLittleEndian(into, AT_SESSION, session, 4);
        putLittleEndian(into, AT_COUNTER, counter, 8);
        int end = PREFIX_BYTES + sink.getTotalBytesWritten();
        putLittleEndian(into, end, checksum(into, end), TRAILER_BYTES);
        return end + TRAILER_BYTES;
    }

    /** Checks everything that can be checked without parsing. */
    public Fault check(byte[] datagram, int length) {
        if (length < PREFIX_BYTES + TRAILER_BYTES) {
            return Fault.TOO_SHORT;
        }
        if (length > DATAGRAM_MAX_BYTES) {
            return Fault.TOO_LONG;
        }
        if (getLittleEndian(datagram, 0, 2) != MAGIC) {
            return Fault.MAGIC;
        }
        if (datagram[AT_VERSION] != VERSION) {
            return Fault.VERSION;
        }
        int end = length - TRAILER_BYTES;
        return getLittleEndian(datagram, end, TRAILER_BYTES) == checksum(datagram, end) ? Fault.NONE : Fault.CRC;
    }

    /**
     * Parses the message of a checked datagram; fields absent from it are absent from the message. Bytes that are no message
     * are found before they are parsed.
     */
    public Fault parse(byte[] datagram, int length, ProtoMessage<?> into) {
        int kind = kind(datagram);
        if (kind < ROBOT_STATE
                || kind > SESSION_CLOSE
                || !shapes[kind - 1].fits(datagram, PREFIX_BYTES, length - TRAILER_BYTES)) {
            return Fault.MALFORMED;
        }
        try {
            into.clear();
            source.setInput(datagram, PREFIX_BYTES, length - PREFIX_BYTES - TRAILER_BYTES);
            into.mergeFrom(source);
            return Fault.NONE;
        } catch (IOException e) {
            return Fault.MALFORMED;
        }
    }

    public static int kind(byte[] datagram) {
        return datagram[AT_KIND];
    }

    public static int session(byte[] datagram) {
        return (int) getLittleEndian(datagram, AT_SESSION, 4);
    }

    public static long counter(byte[] datagram) {
        return getLittleEndian(datagram, AT_COUNTER, 8);
    }

    private long checksum(byte[] bytes, int end) {
        crc.reset();
        crc.update(bytes, 0, end);
        return crc.getValue();
    }

    private static void putLittleEndian(byte[] bytes, int at, long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static long getLittleEndian(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
