package dev.mortise.protocol.realtime;

import java.util.zip.CRC32C;

/** What stands behind the message: by it a receiver knows that nobody changed the datagram. Allocates nothing. */
interface Trailer {

    /** The prefix's version byte: it tells which trailer follows. */
    int version();

    /** Length, by kind. */
    int bytes(int kind);

    /** Checks the trailer of a datagram whose length, magic and version are right. */
    Frame.Fault check(byte[] datagram, int length);

    /** Writes the trailer behind the first {@code end} bytes. */
    void write(byte[] datagram, int end);

    /** The session of the newest grant begins. */
    void begins(int session);

    /** CRC-32C of all before it: it finds damage, not intent. */
    final class Checksum implements Trailer {

        static final int BYTES = 4;

        private final CRC32C crc = new CRC32C();

        @Override
        public int version() {
            return Frame.VERSION;
        }

        @Override
        public int bytes(int kind) {
            return BYTES;
        }

        @Override
        public Frame.Fault check(byte[] datagram, int length) {
            int end = length - BYTES;
            return LittleEndian.get(datagram, end, BYTES) == checksum(datagram, end)
                    ? Frame.Fault.NONE
                    : Frame.Fault.CRC;
        }

        @Override
        public void write(byte[] datagram, int end) {
            LittleEndian.put(datagram, end, checksum(datagram, end), BYTES);
        }

        @Override
        public void begins(int session) {
            // a checksum is of no session
        }

        private long checksum(byte[] bytes, int end) {
            crc.reset();
            crc.update(bytes, 0, end);
            return crc.getValue();
        }
    }
}
