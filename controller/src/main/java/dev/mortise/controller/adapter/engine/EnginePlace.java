package dev.mortise.controller.adapter.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of the controller's user alone, in which engine and controller meet: whoever may not enter it speaks to neither.
 * In it are the socket and a lock that the one engine of this place holds while it runs.
 */
public record EnginePlace(Path directory) {

    private static final String SOCKET = "engine.sock";
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    public EnginePlace {
        directory = directory.toAbsolutePath().normalize();
    }

    Path socket() {
        return directory.resolve(SOCKET);
    }

    /** Makes the directory, or sees to it that it is nobody else's. */
    void make() throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNERS));
        othersMayNot();
    }

    private void othersMayNot() throws IOException {
        Set<PosixFilePermission> may = Files.getPosixFilePermissions(directory);
        if (!OWNERS.containsAll(may)) {
            throw new IOException(directory + " is open to others than its owner (" + PosixFilePermissions.toString(may)
                    + "); expected chmod 700");
        }
    }

    /** Held by the engine of this place while it runs; empty when there is one already. The system lets go when it ends. */
    Optional<FileLock> claim() throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
            if (lock.isEmpty()) {
                file.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            file.close();
            return Optional.empty();
        }
    }

    /** Listens; to be called by whoever holds the lock, for what a dead engine left is taken away. */
    ServerSocketChannel listen() throws IOException {
        Files.deleteIfExists(socket());
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return server.bind(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** @throws IOException when no engine listens here */
    SocketChannel connect() throws IOException {
        if (Files.exists(directory)) {
            othersMayNot(); // what others can put there must not be taken for an engine: robots' keys are told to it
        }
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }
}
