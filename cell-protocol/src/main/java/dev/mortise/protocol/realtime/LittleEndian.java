package dev.mortise.protocol.realtime;

/** Numbers as the wire has them, least significant byte first. */
final class LittleEndian {

    private LittleEndian() {}

    static void put(byte[] bytes, int at, long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    static long get(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
