package dev.mortise.sim.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.sim.wire.Fates.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class StreamWireTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket plc = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final StreamWire wire = StreamWire.toLocal(plc.getLocalPort());
    private final List<Socket> sockets = new ArrayList<>();

    StreamWireTest() throws IOException {
        plc.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Both ends of a connection through the wire. */
    private record Ends(Socket controller, Socket plc) {}

    @AfterEach
    void close() throws IOException {
        wire.close();
        plc.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whatIsSentComesBothWays() throws IOException {
        Ends ends = connected();

        assertThat(comes("ask", ends.controller(), ends.plc())).isEqualTo("ask");
        assertThat(comes("answer", ends.plc(), ends.controller())).isEqualTo("answer");
        assertThat(wire.tally().seen(Direction.TO_EQUIPMENT)).isEqualTo(1);
    }

    @Test
    void aCutEndsEveryConnectionAndNewOnesAtOnceUntilItIsHealed() throws IOException {
        Ends ends = connected();

        wire.cut();

        assertThat(ended(ends.controller())).isTrue();
        assertThat(ended(ends.plc())).isTrue();
        assertThat(ended(dialled())).as("a new one").isTrue();
        await().until(() -> wire.tally().of(WireFault.CUT) == 2);
        wire.heal();
        Ends again = connected();
        assertThat(comes("ask", again.controller(), again.plc())).isEqualTo("ask");
    }

    @Test
    void aHangKeepsConnectionsAndWhatIsSentComesLate() throws IOException {
        Ends ends = connected();

        wire.hang();
        ends.controller().getOutputStream().write("late".getBytes(US_ASCII));
        ends.plc().getOutputStream().write("late too".getBytes(US_ASCII));
        await().until(() -> wire.tally().of(Direction.TO_EQUIPMENT, WireFault.HANG) == 1);
        await().until(() -> wire.tally().of(Direction.FROM_EQUIPMENT, WireFault.HANG) == 1);
        Ends second = connected();
        assertThat(ends.plc().getInputStream().available()).isZero();
        assertThat(ends.controller().getInputStream().available()).isZero();
        wire.heal();

        assertThat(read(ends.plc(), 4)).isEqualTo("late");
        assertThat(read(ends.controller(), 8)).isEqualTo("late too");
        assertThat(comes("new", second.controller(), second.plc())).isEqualTo("new");
    }

    @Test
    void aResetIsSeenAsOneByBothEndsAndNewConnectionsAreMade() throws IOException {
        Ends ends = connected();

        wire.reset();

        assertThatThrownBy(() -> ends.controller().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> ends.plc().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(wire.tally().of(WireFault.RESET)).isEqualTo(1);
        Ends again = connected();
        assertThat(comes("ask", again.controller(), again.plc())).isEqualTo("ask");
    }

    @Test
    void aResetByFateTakesThePieceWithIt() throws IOException {
        Ends ends = connected();
        wire.become((way, number, content) -> content.hasRemaining()
                        && US_ASCII.decode(content.duplicate()).toString().equals("never")
                ? Fate.of(WireFault.RESET)
                : Fate.PASSES);

        assertThat(comes("first", ends.controller(), ends.plc())).isEqualTo("first");
        ends.controller().getOutputStream().write("never".getBytes(US_ASCII));

        assertThatThrownBy(() -> ends.plc().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(wire.tally().of(Direction.TO_EQUIPMENT, WireFault.RESET)).isEqualTo(1);
    }

    @Test
    void aCutByFateIsOverByItself() throws IOException {
        Ends ends = connected();
        wire.become(new SeededFates(
                1,
                new WireOrder(
                        Set.of(Direction.TO_EQUIPMENT),
                        Map.of(WireFault.CUT, 1.0),
                        WireOrder.DELAY,
                        1,
                        Duration.ofMillis(1))));
        ends.controller().getOutputStream().write(1);
        assertThat(ended(ends.plc())).isTrue();
        wire.become(Fates.NONE);

        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            Socket dialled = dialled();
            dialled.getOutputStream().write(1);
            dialled.setSoTimeout(50);
            try {
                return dialled.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                return true; // it stands
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aConnectionThatIsRefusedIsResetAndThoseThatStandAreLeftAlone() throws IOException {
        Ends ends = connected();
        wire.become((way, number, content) -> Fate.of(WireFault.REFUSE));

        Socket refused = dialled();

        assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(wire.tally().of(WireFault.REFUSE)).isEqualTo(1);
        assertThat(comes("ask", ends.controller(), ends.plc())).isEqualTo("ask");
    }

    @Test
    void moreConnectionsThanItHasRoomForAreRefused() throws IOException {
        for (int i = 0; i < StreamWire.CONNECTIONS_MAX; i++) {
            connected();
        }
        Socket refused = dialled();

        assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(wire.tally().of(WireFault.REFUSE)).isEqualTo(1);
    }

    @Test
    void whatIsDelayedComesInItsOrder() throws IOException {
        Ends ends = connected();
        wire.become((way, number, content) -> Fate.of(number % 2 == 0 ? WireFault.DELAY : WireFault.LOSS));
        for (String word : List.of("one ", "two ", "three")) {
            ends.controller().getOutputStream().write(word.getBytes(US_ASCII));
        }

        assertThat(read(ends.plc(), 13)).isEqualTo("one two three");
        assertThat(wire.tally().of(WireFault.DELAY)).isPositive();
    }

    @Test
    void anEndComesThrough() throws IOException {
        Ends ends = connected();

        ends.controller().close();

        assertThat(ended(ends.plc())).isTrue();
    }

    @Test
    void withoutAPlcBehindItConnectionsEndAndTheWireGoesOn() throws IOException {
        int port = plc.getLocalPort();
        plc.close();
        assertThat(ended(dialled())).isTrue();

        try (ServerSocket later = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Socket controller = dialled();
            try (Socket its = later.accept()) {
                its.setSoTimeout(PATIENCE_MILLIS);
                assertThat(comes("ask", controller, its)).isEqualTo("ask");
            }
        }
    }

    @Test
    void aClosedWireLeavesItsPortAndItsThreadsEndThoughItHung() throws IOException {
        Ends ends = connected();
        wire.hang();
        ends.controller().getOutputStream().write(1);
        await().until(() -> wire.tally().of(WireFault.HANG) == 1);
        int port = wire.port();

        wire.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("wire-tcp-" + port));
        assertThat(ended(ends.plc())).isTrue();
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertThat(free.isBound()).isTrue();
        }
    }

    private Socket dialled() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private Ends connected() throws IOException {
        Socket controller = dialled();
        Socket its = plc.accept();
        its.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(its);
        return new Ends(controller, its);
    }

    private static String comes(String text, Socket from, Socket to) throws IOException {
        from.getOutputStream().write(text.getBytes(US_ASCII));
        return read(to, text.length());
    }

    private static String read(Socket by, int length) throws IOException {
        return US_ASCII.decode(ByteBuffer.wrap(by.getInputStream().readNBytes(length)))
                .toString();
    }

    /** By an end or by a reset. */
    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
