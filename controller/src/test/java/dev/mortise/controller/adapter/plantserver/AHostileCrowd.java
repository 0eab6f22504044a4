package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;

/** Fifty clients that mean harm, each from an address of its own, for a number of attempts. */
final class AHostileCrowd implements AutoCloseable {

    static final int CLIENTS = 50;
    private static final int ATTEMPTS = 20;
    private static final int FIRST_ADDRESS = 2;
    private static final int GARBAGE_BYTES = 4_096;
    private static final int PIPELINED = 200;
    private static final int END_MINUTES = 5;

    private final APlant plant;
    private final URI web;
    private final int controllerPort;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    final AtomicInteger attempts = new AtomicInteger();

    AHostileCrowd(APlant plant, String web, int controllerPort) {
        this.plant = plant;
        this.web = URI.create(web);
        this.controllerPort = controllerPort;
    }

    void comes() {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.add(threads.submit(() -> harms(number)));
        }
    }

    boolean isThere() {
        return clients.stream().anyMatch(client -> !client.isDone());
    }

    private void harms(int number) {
        Random random = new Random(number);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                attempt(number, "127.0.0." + (FIRST_ADDRESS + number), random);
            } catch (Exception e) {
                // refused, cut off or full: that is what they are there for
            }
            attempts.incrementAndGet();
        }
    }

    private void attempt(int number, String from, Random random) throws Exception {
        switch (number % 7) {
            case 0 -> kept(opcUa(from)).send(ARawClient.helloOf(discovery()));
            case 1 -> kept(opcUa(from)).send(garbage(random));
            case 2 -> asksAndDoesNotRead(from);
            case 3 -> http(from, garbage(random));
            case 4 ->
                kept(socket(from))
                        .getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x".getBytes(StandardCharsets.UTF_8));
            case 5 -> http(from, wrongPassword(number));
            default -> {
                datagrams(from, random);
                knocks(number);
            }
        }
    }

    private String discovery() {
        return plant.url() + "/discovery";
    }

    private ARawClient opcUa(String from) throws IOException {
        return new ARawClient(from, plant.port());
    }

    private void asksAndDoesNotRead(String from) throws IOException {
        ARawClient client = kept(opcUa(from));
        if (client.hello(discovery()).isError()) {
            return;
        }
        client.openWithoutSecurity();
        for (int i = 0; i < PIPELINED; i++) {
            client.send(client.getEndpointsOf(discovery()));
        }
    }

    private Socket socket(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(ARawClient.own(from), 0));
        socket.connect(new InetSocketAddress(web.getHost(), web.getPort()));
        return socket;
    }

    private void http(String from, byte[] request) throws IOException {
        try (Socket socket = socket(from)) {
            socket.getOutputStream().write(request);
        }
    }

    private static byte[] wrongPassword(int number) {
        String body = "{\"name\":\"guess-" + number + "\",\"password\":\"not the right one\"}";
        return ("POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void datagrams(String from, Random random) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, ARawClient.own(from))) {
            for (int i = 0; i < PIPELINED; i++) {
                byte[] bytes = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(bytes);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), controllerPort));
            }
        }
    }

    /** A program that nobody knows, once. */
    private void knocks(int number) throws Exception {
        if (attempts.get() < CLIENTS && number == CLIENTS - 1) {
            OpcUaClient unusedNever = plant.stranger(Comes.properly());
        }
    }

    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(GARBAGE_BYTES)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T extends Closeable> T kept(T one) {
        synchronized (open) {
            open.add(one);
        }
        return one;
    }

    /** Waits until they have tried everything, and goes home with their connections. */
    @Override
    public void close() throws IOException {
        threads.shutdown();
        boolean ended = false;
        try {
            ended = threads.awaitTermination(END_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (open) {
            for (Closeable one : open) {
                one.close();
            }
        }
        if (!ended) {
            threads.shutdownNow();
            throw new AssertionError("the crowd does not go");
        }
    }
}
