package dev.mortise.protocol.realtime;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

/**
 * Whether bytes are a message, found out without an exception: a parser reports malformed bytes by throwing, and a throw
 * allocates. Fields that are not of the schema pass, as long as they end where they say.
 */
final class Shape {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int WIRE_TYPE_BITS = 3;
    private static final int WIRE_TYPE_MASK = 7;
    private static final int VARINT_BYTES_MAX = 10;
    private static final long MALFORMED = Long.MIN_VALUE;

    /** The one message inside others is the header, and it has none inside. */
    private static final int MESSAGE = -1;

    /** Of each field number: 0 any length, {@link #MESSAGE}, or the width of packed values in bytes. */
    private final int[] widths;

    private int at;

    private Shape(int[] widths) {
        this.widths = widths;
    }

    static Shape of(Descriptor message) {
        int[] widths = new int
                [message.getFields().stream()
                                .mapToInt(FieldDescriptor::getNumber)
                                .max()
                                .orElse(0)
                        + 1];
        for (FieldDescriptor field : message.getFields()) {
            widths[field.getNumber()] = width(field);
        }
        return new Shape(widths);
    }

    private static int width(FieldDescriptor field) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return MESSAGE;
        }
        if (!field.isPacked()) {
            return 0;
        }
        return switch (field.getType()) {
            case DOUBLE, FIXED64, SFIXED64 -> Double.BYTES;
            case FLOAT, FIXED32, SFIXED32 -> Float.BYTES;
            default -> throw new IllegalStateException(field.getFullName() + " is packed and not of fixed width");
        };
    }

    boolean fits(byte[] bytes, int from, int to) {
        return fits(bytes, from, to, false);
    }

    private boolean fits(byte[] bytes, int from, int to, boolean nested) {
        at = from;
        while (at < to) {
            long tag = varint(bytes, to);
            if (tag <= 0 || tag > 0xFFFF_FFFFL || tag >>> WIRE_TYPE_BITS == 0) {
                return false;
            }
            if (!skip(bytes, to, tag, nested)) {
                return false;
            }
        }
        return at == to;
    }

    private boolean skip(byte[] bytes, int to, long tag, boolean nested) {
        switch ((int) tag & WIRE_TYPE_MASK) {
            case VARINT -> {
                return varint(bytes, to) != MALFORMED;
            }
            case FIXED64 -> at += Long.BYTES;
            case FIXED32 -> at += Integer.BYTES;
            case LENGTH_DELIMITED -> {
                return delimited(bytes, to, tag >>> WIRE_TYPE_BITS, nested);
            }
            default -> {
                return false;
            }
        }
        return at <= to;
    }

    private boolean delimited(byte[] bytes, int to, long number, boolean nested) {
        long length = varint(bytes, to);
        if (length < 0 || length > to - at) {
            return false;
        }
        int end = at + (int) length;
        int width = nested || number >= widths.length ? 0 : widths[(int) number];
        if (width == MESSAGE) {
            return fits(bytes, at, end, true);
        }
        at = end;
        return width == 0 || length % width == 0;
    }

    private long varint(byte[] bytes, int to) {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX && at < to; i++) {
            byte next = bytes[at];
            at++;
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value == MALFORMED ? -1 : value;
            }
        }
        return MALFORMED;
    }
}
