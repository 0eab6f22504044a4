package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ports of the shipped settings, moved to where nobody else is, and kept from other test runs until they are closed. */
final class Ports implements AutoCloseable {

    /** First two digits of all ports; below the range from which systems hand out ports by themselves. */
    private static final int FIRST_PREFIX = 20;

    private static final int PREFIXES = 12;
    private static final Pattern SHIPPED = Pattern.compile("\\b48([45]\\d\\d)\\b");

    private final int prefix;
    private final FileChannel claim;

    private Ports(int prefix, FileChannel claim) {
        this.prefix = prefix;
        this.claim = claim;
    }

    /**
     * Two digits with which every port is free. Between the look and the start of what takes the ports another test run may look,
     * too: who has the lock of a prefix is the only one of them to use it. Each begins to look at a different one.
     */
    static Ports claimed(Path conf) throws IOException {
        List<Integer> shipped = shipped(conf);
        int begin = (int) (ProcessHandle.current().pid() % PREFIXES);
        for (int offset = 0; offset < PREFIXES; offset++) {
            int candidate = FIRST_PREFIX + (begin + offset) % PREFIXES;
            Optional<FileChannel> claim = claim(candidate);
            if (claim.isPresent()) {
                if (shipped.stream().allMatch(port -> free(candidate * 1000 + port))) {
                    return new Ports(candidate, claim.orElseThrow());
                }
                claim.orElseThrow().close();
            }
        }
        throw new IllegalStateException("no free ports");
    }

    /** Empty: another run has it, of this user or of one whose file is not ours. */
    private static Optional<FileChannel> claim(int candidate) throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "mortise-test-ports-" + candidate);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another test of this run
        }
        channel.close();
        return Optional.empty();
    }

    int prefix() {
        return prefix;
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
