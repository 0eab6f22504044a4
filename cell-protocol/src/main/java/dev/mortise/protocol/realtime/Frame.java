package dev.mortise.protocol.realtime;

import dev.mortise.protocol.realtime.v1.RobotCommand;
import dev.mortise.protocol.realtime.v1.RobotState;
import dev.mortise.protocol.realtime.v1.SessionClose;
import dev.mortise.protocol.realtime.v1.SessionReply;
import dev.mortise.protocol.realtime.v1.SessionRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;

/**
 * Seals and opens datagrams: 16 bytes of prefix, one message, and behind it a CRC-32C or, where a key is shared, a tag. One
 * instance serves one end of one link and one thread, and allocates nothing after construction.
 */
public final class Frame {

    /** Leaves room for IP and UDP headers in one Ethernet frame of 1500 bytes. */
    public static final int DATAGRAM_MAX_BYTES = 1_400;

    public static final int PREFIX_BYTES = 16;

    /** Of a datagram without a tag. */
    public static final int TRAILER_BYTES = Trailer.Checksum.BYTES;

    public static final int VERSION = 1;

    /** Set in the version byte of a datagram that carries a tag instead of a checksum. */
    public static final int TAGGED = 0x80;

    public static final int ROBOT_STATE = 1;
    public static final int ROBOT_COMMAND = 2;
    public static final int SESSION_REQUEST = 3;
    public static final int SESSION_REPLY = 4;
    public static final int SESSION_CLOSE = 5;

    private static final int MAGIC = 0x4352;
    private static final int MAGIC_BYTES = 2;
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
        /** It carries a tag, and this end has no key. */
        TAGGED,
        /** It carries no tag, and this end has a key. */
        UNTAGGED,
        CRC,
        /** Made with another key, or changed since. */
        TAG,
        /** Of a session, or an answer to a request, that this end has no keys for. */
        SESSION,
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

    private final Trailer trailer;
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final ProtoSource source = ProtoSource.newArraySource();

    /** An end that has no key. */
    public Frame() {
        this(new Trailer.Checksum());
    }

    Frame(Trailer trailer) {
        this.trailer = trailer;
    }

    /** A controller's end of the link to one robot, with the key it shares with that robot. */
    public static Frame ofController(Optional<SharedKey> key) {
        return of(Tags.End.CONTROLLER, key);
    }

    /** A robot's end, with the key it shares with its controllers. */
    public static Frame ofRobot(Optional<SharedKey> key) {
        return of(Tags.End.ROBOT, key);
    }

    private static Frame of(Tags.End end, Optional<SharedKey> key) {
        return new Frame(key.<Trailer>map(shared -> new Tags(end, shared)).orElseGet(Trailer.Checksum::new));
    }

    /**
     * Writes a datagram. Commands, states and closings are of the session that was begun last.
     *
     * @return its length in bytes; 0 when the message does not fit, which is a fault of the sender
     */
    public int seal(byte[] into, int kind, int session, long counter, ProtoMessage<?> message) {
        try {
            sink.setOutput(into, PREFIX_BYTES, DATAGRAM_MAX_BYTES - PREFIX_BYTES - trailer.bytes(kind));
            message.writeTo(sink);
        } catch (IOException e) {
            return 0;
        }
        int end = PREFIX_BYTES + sink.getTotalBytesWritten();
        prefix(into, kind, session, counter);
        trailer.write(into, end);
        return end + trailer.bytes(kind);
    }

    /**
     * A reply without a message, session, or right tag: it answers a request that this end cannot check. By its version byte
     * the asking end knows which of the two has no key, or that theirs differ; there is nothing in it to believe.
     *
     * @return its length in bytes
     */
    public int sealBlank(byte[] into) {
        int length = PREFIX_BYTES + trailer.bytes(SESSION_REPLY);
        Arrays.fill(into, 0, length, (byte) 0);
        prefix(into, SESSION_REPLY, 0, 0);
        return length;
    }

    private void prefix(byte[] into, int kind, int session, long counter) {
        LittleEndian.put(into, 0, MAGIC, MAGIC_BYTES);
        into[AT_VERSION] = (byte) trailer.version();
        into[AT_KIND] = (byte) kind;
        LittleEndian.put(into, AT_SESSION, session, Integer.BYTES);
        LittleEndian.put(into, AT_COUNTER, counter, Long.BYTES);
    }

    /** A session begins whose grant this end has given or got: from now on it seals in it. */
    public void begins(int session) {
        trailer.begins(session);
    }

    /** Checks everything that can be checked without parsing. */
    public Fault check(byte[] datagram, int length) {
        if (length < PREFIX_BYTES + TRAILER_BYTES) {
            return Fault.TOO_SHORT;
        }
        if (length > DATAGRAM_MAX_BYTES) {
            return Fault.TOO_LONG;
        }
        if (LittleEndian.get(datagram, 0, MAGIC_BYTES) != MAGIC) {
            return Fault.MAGIC;
        }
        int version = datagram[AT_VERSION] & 0xFF;
        if (version != trailer.version()) {
            return switch (version) {
                case VERSION -> Fault.UNTAGGED;
                case VERSION | TAGGED -> Fault.TAGGED;
                default -> Fault.VERSION;
            };
        }
        return length < PREFIX_BYTES + trailer.bytes(kind(datagram))
                ? Fault.TOO_SHORT
                : trailer.check(datagram, length);
    }

    /**
     * Parses the message of a checked datagram; fields absent from it are absent from the message. Bytes that are no message
     * are found before they are parsed.
     */
    public Fault parse(byte[] datagram, int length, ProtoMessage<?> into) {
        int kind = kind(datagram);
        int end = length - trailer.bytes(kind);
        if (kind < ROBOT_STATE || kind > SESSION_CLOSE || !shapes[kind - 1].fits(datagram, PREFIX_BYTES, end)) {
            return Fault.MALFORMED;
        }
        try {
            into.clear();
            source.setInput(datagram, PREFIX_BYTES, end - PREFIX_BYTES);
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
        return (int) LittleEndian.get(datagram, AT_SESSION, Integer.BYTES);
    }

    public static long counter(byte[] datagram) {
        return LittleEndian.get(datagram, AT_COUNTER, Long.BYTES);
    }
}
