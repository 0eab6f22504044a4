package dev.mortise.sim.wire;

import dev.mortise.sim.wire.Fates.Fate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** One way of a UDP wire: what waits there, and what went before. Knows no socket and no clock. */
final class Way {

    /** Two seconds of a robot at 500 Hz: longer delays than that are a hang. */
    static final int WAITING_MAX = 1_000;

    /** Half a second of a robot at 500 Hz: four times what a receiver tells late ones from replayed ones by. */
    static final int PAST_MAX = 256;

    /** A datagram that nothing follows is not kept for ever. */
    static final long OVERTAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Direction direction;
    private final Tally tally;
    private final Queue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::number));
    private final Deque<byte[]> past = new ArrayDeque<>();
    private Optional<Waiting> overtaken = Optional.empty();
    private long number;

    /** Where a datagram leaves the wire. */
    interface Out {
        void send(ByteBuffer content) throws IOException;
    }

    private record Waiting(long number, long dueNanos, ByteBuffer content, int copies, Out out) {}

    Way(Direction direction, Tally tally) {
        this.direction = direction;
        this.tally = tally;
    }

    Direction direction() {
        return direction;
    }

    /** Datagrams that went this way so far. */
    long number() {
        return number;
    }

    /** Lets one datagram meet its fate. */
    void carry(byte[] content, Fate fate, long nowNanos, long delayNanos, Out out) {
        if (fate.has(WireFault.HANG)) {
            tally.count(direction, WireFault.HANG);
        } else if (fate.has(WireFault.LOSS)) {
            tally.count(direction, WireFault.LOSS);
        } else {
            carry(
                    content,
                    fate,
                    new Waiting(
                            number,
                            nowNanos + (fate.has(WireFault.DELAY) ? delayNanos : OVERTAKE_NANOS),
                            ByteBuffer.wrap(fate.has(WireFault.CORRUPT) ? corrupted(content, fate.drawn()) : content),
                            fate.has(WireFault.DUPLICATE) ? 2 : 1,
                            out));
        }
        number++;
        tally.countSeen(direction);
    }

    private void carry(byte[] original, Fate fate, Waiting datagram) {
        Optional<byte[]> old = fate.has(WireFault.REPLAY) ? drawn(fate.drawn()) : Optional.empty();
        remember(original);
        if (fate.has(WireFault.DELAY)) {
            await(datagram);
        } else if (fate.has(WireFault.REORDER) && overtaken.isEmpty()) {
            overtaken = Optional.of(datagram);
        } else {
            send(datagram);
            overtaken.ifPresent(late -> {
                send(late);
                tally.count(direction, WireFault.REORDER);
            });
            overtaken = Optional.empty();
        }
        old.ifPresent(again -> {
            put(ByteBuffer.wrap(again), datagram.out());
            tally.count(direction, WireFault.REPLAY);
        });
        count(fate, WireFault.CORRUPT);
    }

    private void await(Waiting datagram) {
        if (waiting.size() < WAITING_MAX) {
            waiting.add(datagram);
            tally.count(direction, WireFault.DELAY);
        } else {
            tally.countCrowdedOut(direction);
        }
    }

    /** Sends what has waited long enough. */
    void sendDue(long nowNanos) {
        while (!waiting.isEmpty() && waiting.element().dueNanos() - nowNanos <= 0) {
            send(waiting.remove());
        }
        if (overtaken.filter(late -> late.dueNanos() - nowNanos <= 0).isPresent()) {
            send(overtaken.orElseThrow());
            overtaken = Optional.empty();
        }
    }

    /** How long nothing has to be sent, if nothing comes. */
    Optional<Long> untilDueNanos(long nowNanos) {
        Optional<Long> first = Optional.ofNullable(waiting.peek()).map(Waiting::dueNanos);
        Optional<Long> second = overtaken.map(Waiting::dueNanos);
        return first.map(due -> second.map(other -> Math.min(due, other)).orElse(due))
                .or(() -> second)
                .map(due -> Math.max(0, due - nowNanos));
    }

    private void send(Waiting datagram) {
        put(datagram.content(), datagram.out());
        if (datagram.copies() > 1) {
            put(datagram.content(), datagram.out());
            tally.count(direction, WireFault.DUPLICATE);
        }
    }

    private static void put(ByteBuffer content, Out out) {
        try {
            out.send(content.duplicate());
        } catch (IOException e) {
            // nobody listens there: as without the wire, it is gone
        }
    }

    private void count(Fate fate, WireFault fault) {
        if (fate.has(fault)) {
            tally.count(direction, fault);
        }
    }

    private void remember(byte[] content) {
        if (past.size() == PAST_MAX) {
            past.removeFirst();
        }
        past.addLast(content);
    }

    private Optional<byte[]> drawn(double share) {
        return past.stream().skip((long) (share * past.size())).findFirst();
    }

    private static byte[] corrupted(byte[] content, double share) {
        byte[] changed = content.clone();
        int bit = (int) (share * changed.length * Byte.SIZE);
        if (changed.length > 0) {
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
        return changed;
    }
}
