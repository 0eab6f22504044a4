package dev.mortise.controller.adapter.plc;

import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.sim.plc.Image;
import dev.mortise.sim.plc.Nameplate;
import dev.mortise.sim.plc.PlcServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A real OPC UA server with the contract's nodes and no program: a test shows what it likes, and lets the heart beat. */
public final class BarePlc implements AutoCloseable {

    private static final long BEAT_MILLIS = 100;

    private final int port;
    private final String cell;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private Optional<PlcServer> server = Optional.empty();
    private Optional<ScheduledFuture<?>> beating = Optional.empty();
    private long beats;
    private long changes;

    public BarePlc(String cell) throws IOException {
        this.cell = cell;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Comes up with all its memory lost and its heart beating. */
    public BarePlc on() {
        return on(List.of());
    }

    /** The same with other namespaces before the contract's. */
    BarePlc on(List<String> namespacesBefore) {
        PlcServer made = PlcServer.prepare(
                "opc.tcp://127.0.0.1:" + port + "/" + cell, "127.0.0.1", CellPlcModel.load(), namespacesBefore);
        server = Optional.of(made);
        Nameplate.show(image(), cell, "boot", true);
        beat();
        made.open();
        return this;
    }

    public void off() {
        stand();
        server.ifPresent(PlcServer::close);
        server = Optional.empty();
    }

    public Image image() {
        return server.orElseThrow().image();
    }

    void endsSubscriptions() {
        server.orElseThrow().endSubscriptions();
    }

    /** The program runs. */
    void beat() {
        Image image = image();
        beating = Optional.of(heart.scheduleAtFixedRate(
                () -> image.show("Heartbeat/Plc", ++beats), 0, BEAT_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** The program stands; the server goes on. */
    void stand() {
        beating.ifPresent(beat -> beat.cancel(false));
    }

    void changed() {
        image().show("Status/Change", ++changes);
    }

    @Override
    public void close() {
        off();
        heart.shutdownNow();
    }
}
