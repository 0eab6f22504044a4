package dev.mortise.sim.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.wire.Fates.Fate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class DatagramWireTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private final DatagramSocket robot = socket();
    private final DatagramSocket controller = socket();
    private final DatagramWire wire = DatagramWire.toLocal(robot.getLocalPort());

    DatagramWireTest() throws IOException {}

    @AfterEach
    void close() {
        wire.close();
        robot.close();
        controller.close();
    }

    @Test
    void aRobotIsReachedAndItsAnswerComesFromThePortThatWasAsked() throws IOException {
        sends(controller, "state?");
        DatagramPacket asked = heard(robot);
        answers(asked.getSocketAddress(), "here");

        DatagramPacket answer = heard(controller);
        assertThat(text(asked)).isEqualTo("state?");
        assertThat(text(answer)).isEqualTo("here");
        assertThat(answer.getPort()).isEqualTo(wire.port());
    }

    @Test
    void twoControllersStayTwoToTheRobotAndEachGetsItsOwnAnswer() throws IOException {
        try (DatagramSocket other = socket()) {
            sends(controller, "one");
            SocketAddress first = heard(robot).getSocketAddress();
            sends(other, "two");
            SocketAddress second = heard(robot).getSocketAddress();
            sends(controller, "one again");

            assertThat(second).isNotEqualTo(first);
            assertThat(heard(robot).getSocketAddress()).isEqualTo(first);
            answers(second, "to two");
            answers(first, "to one");
            assertThat(text(heard(other))).isEqualTo("to two");
            assertThat(text(heard(controller))).isEqualTo("to one");
        }
    }

    @Test
    void whoWasSilentLongestMakesRoomForAnother() throws IOException {
        sends(controller, "first");
        SocketAddress first = heard(robot).getSocketAddress();
        for (int i = 0; i < DatagramWire.SENDERS_MAX; i++) {
            try (DatagramSocket other = socket()) {
                sends(other, "another");
                heard(robot);
            }
        }
        sends(controller, "first again");

        assertThat(heard(robot).getSocketAddress()).isNotEqualTo(first);
    }

    @Test
    void aHangLetsNothingThroughEitherWayUntilItIsHealed() throws IOException {
        sends(controller, "before");
        SocketAddress known = heard(robot).getSocketAddress();

        wire.hang();
        sends(controller, "swallowed");
        answers(known, "swallowed");
        await().until(() -> wire.tally().of(Direction.TO_EQUIPMENT, WireFault.HANG) == 1);
        await().until(() -> wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.HANG) == 1);
        wire.heal();
        sends(controller, "after");
        answers(known, "after");

        assertThat(text(heard(robot))).isEqualTo("after");
        assertThat(text(heard(controller))).isEqualTo("after");
    }

    @Test
    void aHangByFateIsOverByItself() throws IOException {
        WireOrder once = new WireOrder(
                Set.of(Direction.TO_EQUIPMENT), Map.of(WireFault.HANG, 1.0), WireOrder.DELAY, 1, Duration.ofMillis(1));
        wire.become(new SeededFates(1, once));
        sends(controller, "swallowed");
        await().until(() -> wire.tally().of(WireFault.HANG) == 1);
        wire.become(Fates.NONE);

        await().until(() -> {
            sends(controller, "through");
            robot.setSoTimeout(50);
            try {
                return text(heard(robot)).equals("through");
            } catch (SocketTimeoutException e) {
                return false;
            }
        });
    }

    @Test
    void whatIsDelayedOrNeverOvertakenComesThoughNothingFollows() throws IOException {
        wire.become((way, number, content) -> Fate.of(number == 0 ? WireFault.DELAY : WireFault.REORDER));
        sends(controller, "late");
        assertThat(text(heard(robot))).isEqualTo("late");
        sends(controller, "alone");

        assertThat(text(heard(robot))).isEqualTo("alone");
    }

    @Test
    void everyFaultIsCountedAsOftenAsItStruckAndTheSameOnesForASeed() throws IOException {
        WireOrder order = WireOrder.of(Map.of(WireFault.LOSS, 0.2, WireFault.DUPLICATE, 0.2, WireFault.CORRUPT, 0.2));
        wire.become(new SeededFates(7, order));
        int count = 50;
        for (int i = 0; i < count; i++) {
            sends(controller, "datagram " + i);
        }
        await().until(() -> wire.tally().seen(Direction.TO_EQUIPMENT) == count);

        Fates same = new SeededFates(7, order);
        for (WireFault fault : List.of(WireFault.LOSS, WireFault.DUPLICATE, WireFault.CORRUPT)) {
            long expected = IntStream.range(0, count)
                    .mapToObj(i -> same.of(Direction.TO_EQUIPMENT, i, ByteBuffer.allocate(0)))
                    .filter(fate -> fate.has(fault) && (fault == WireFault.LOSS || !fate.has(WireFault.LOSS)))
                    .count();
            assertThat(wire.tally().of(Direction.TO_EQUIPMENT, fault))
                    .as(fault.word())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aWireToNobodyGoesOnWhenSomebodyIsThere() throws IOException {
        int port = robot.getLocalPort();
        robot.close();
        sends(controller, "to nobody");
        await().until(() -> wire.tally().seen(Direction.TO_EQUIPMENT) == 1);

        try (DatagramSocket later = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            later.setSoTimeout(PATIENCE_MILLIS);
            sends(controller, "to the robot");
            assertThat(text(heard(later))).isIn("to the robot");
        }
    }

    @Test
    void aClosedWireLeavesItsPortAndItsThreadEnds() throws IOException {
        int port = wire.port();
        wire.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("wire-udp-" + port);
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close();
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void sends(DatagramSocket from, String text) throws IOException {
        send(from, new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port()), text);
    }

    private void answers(SocketAddress to, String text) throws IOException {
        send(robot, to, text);
    }

    private static void send(DatagramSocket from, SocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(US_ASCII);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramPacket heard(DatagramSocket by) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        by.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }
}
