package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Ports of the shipped settings, moved to where nobody else is. */
final class Ports {

    /** First two digits of all ports; below the range from which systems hand out ports by themselves. */
    private static final int FIRST_PREFIX = 20;

    private static final int PREFIXES = 12;
    private static final Pattern SHIPPED = Pattern.compile("\\b48([45]\\d\\d)\\b");

    private Ports() {}

    /** Two digits with which every port is free; test runs beside each other begin to look at different ones. */
    static int prefix(Path conf) throws IOException {
        List<Integer> shipped = shipped(conf);
        int begin = (int) (ProcessHandle.current().pid() % PREFIXES);
        return IntStream.range(0, PREFIXES)
                .map(offset -> FIRST_PREFIX + (begin + offset) % PREFIXES)
                .filter(candidate -> shipped.stream().allMatch(port -> free(candidate * 1000 + port)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports"));
    }

    static String moved(String text, int prefix) {
        return SHIPPED.matcher(text).replaceAll(prefix + "$1");
    }

    static boolean free(int port) {
        try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Integer> shipped(Path conf) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (String file : List.of("plant.yaml", "mortise.yaml")) {
            SHIPPED.matcher(Files.readString(conf.resolve(file)))
                    .results()
                    .map(result -> Integer.valueOf(result.group(1)))
                    .forEach(ports::add);
        }
        assertThat(ports).isNotEmpty();
        return ports;
    }
}
