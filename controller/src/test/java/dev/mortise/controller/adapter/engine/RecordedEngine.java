package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.fuzz.RecordedDatagrams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a controller and its engine in another process say to each other during a session and a motion, both ways, to the byte. */
final class RecordedEngine {

    private final List<byte[]> all = Collections.synchronizedList(new ArrayList<>());

    private RecordedEngine() {}

    /** Without their lengths. */
    static List<byte[]> messages(Path directory) throws Exception {
        RecordedEngine recorded = new RecordedEngine();
        EnginePlace near = new EnginePlace(directory.resolve("near"));
        EnginePlace far = new EnginePlace(directory.resolve("far"));
        near.make();
        RemoteEngine.Setup setup = new RemoteEngine.Setup(true, 24, Tuning.NONE, directory.resolve("boxes"));
        EngineServer engine = EngineServer.open(far);
        try (ServerSocketChannel between = near.listen();
                RemoteEngine controller = new RemoteEngine(near, setup, EngineKeeper.somebodyElse())) {
            started(() -> recorded.carry(between, far));
            RecordedDatagrams.with(controller);
        } finally {
            engine.close();
        }
        return List.copyOf(recorded.all);
    }

    private static void started(Runnable task) {
        Thread made = new Thread(task, "recording");
        made.setDaemon(true);
        made.start();
    }

    /** Ends with the channels. */
    private void carry(ServerSocketChannel between, EnginePlace far) {
        try {
            SocketChannel controller = between.accept();
            SocketChannel engine = far.connect();
            started(() -> pump(engine, controller));
            pump(controller, engine);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        try (from;
                to) {
            while (true) {
                ByteBuffer head = read(from, Integer.BYTES);
                ByteBuffer message = read(from, head.getInt(0));
                byte[] kept = new byte[message.remaining()];
                message.duplicate().get(kept);
                all.add(kept);
                for (ByteBuffer part : new ByteBuffer[] {head, message}) {
                    while (part.hasRemaining()) {
                        int unusedCount = to.write(part);
                    }
                }
            }
        } catch (IOException e) {
            // one end has closed it
        }
    }

    private static ByteBuffer read(SocketChannel from, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (from.read(into) < 0) {
                throw new IOException("closed");
            }
        }
        return into.flip();
    }
}
