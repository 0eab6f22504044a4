package dev.mortise.controller.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One entry of a corpus, changed in some places in ways that decoders have not withstood. */
final class Mutation {

    private static final int CHANGES_MAX = 4;
    private static final int PIECE_MAX = 32;
    private static final int REPEATS_MAX = 40;

    /** Lengths and counts at which arithmetic turns over. */
    private static final int[] NUMBERS = {
        0,
        1,
        -1,
        -2,
        2,
        7,
        8,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1 << 30
    };

    private final Random random;
    private final List<byte[]> corpus;

    Mutation(Random random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    byte[] input() {
        byte[] input = any().clone();
        int changes = 1 + random.nextInt(CHANGES_MAX);
        for (int i = 0; i < changes; i++) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] input) {
        if (input.length < Integer.BYTES + 1) {
            return any().clone();
        }
        int at = random.nextInt(input.length - Integer.BYTES);
        int length = 1 + random.nextInt(Math.min(PIECE_MAX, input.length - at));
        byte[] piece = Arrays.copyOfRange(input, at, at + length);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(input, at);
            case 1 -> set(input, at, (byte) random.nextInt());
            case 2 -> numbered(input, at, ByteOrder.LITTLE_ENDIAN);
            case 3 -> numbered(input, at, ByteOrder.BIG_ENDIAN);
            case 4 -> joined(input, at, new byte[0], at + length); // left out
            case 5 -> joined(input, at, repeated(piece), at);
            case 6 -> Arrays.copyOf(input, at); // cut off
            default -> spliced(input, at);
        };
    }

    private byte[] flipped(byte[] input, int at) {
        input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return input;
    }

    private static byte[] set(byte[] input, int at, byte value) {
        input[at] = value;
        return input;
    }

    private byte[] numbered(byte[] input, int at, ByteOrder order) {
        ByteBuffer.wrap(input).order(order).putInt(at, NUMBERS[random.nextInt(NUMBERS.length)]);
        return input;
    }

    private byte[] repeated(byte[] piece) {
        int times = 1 + random.nextInt(REPEATS_MAX);
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        }
        return all;
    }

    private byte[] spliced(byte[] input, int at) {
        byte[] other = any();
        int from = random.nextInt(other.length);
        return joined(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
    }

    private static byte[] joined(byte[] input, int until, byte[] between, int from) {
        return ByteBuffer.allocate(until + between.length + input.length - from)
                .put(input, 0, until)
                .put(between)
                .put(input, from, input.length - from)
                .array();
    }
}
