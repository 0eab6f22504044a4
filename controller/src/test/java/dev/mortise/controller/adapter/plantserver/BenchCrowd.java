package dev.mortise.controller.adapter.plantserver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** 50 sessions with 400 monitored items each, all of which change once a second; one of them gives commands. */
final class BenchCrowd {

    /** Each has 20 sessions at most; all may run the line, so that none is kept out for others. */
    static final List<String> USERS = List.of("mes-1", "mes-2", "mes-3");

    private static final int SESSIONS = 50;
    private static final int SECONDS = 10;
    private static final int COMMAND_EVERY_MILLIS = 20;

    private final ServedCells server;
    private final List<String> cells;
    private final BiFunction<String, ServedCells, BenchSamples> samples;
    private final AtomicLongArray turned;
    private final AtomicLong heard = new AtomicLong();
    private volatile boolean measuring;

    BenchCrowd(ServedCells server, List<String> cells, BiFunction<String, ServedCells, BenchSamples> samples) {
        this.server = server;
        this.cells = cells;
        this.samples = samples;
        this.turned = new AtomicLongArray(cells.size());
    }

    void run() throws Exception {
        List<OpcUaClient> clients = new ArrayList<>();
        BenchSamples logIn = samples.apply("one of 50 sessions logs in, ms", server);
        for (int i = 0; i < SESSIONS; i++) {
            long begun = System.nanoTime();
            clients.add(server.connect(USERS.get(i % USERS.size())));
            logIn.add(System.nanoTime() - begun);
        }
        BenchSamples create = samples.apply("a session's 400 items are created, ms", server);
        for (OpcUaClient client : clients) {
            long begun = System.nanoTime();
            listen(client);
            create.add(System.nanoTime() - begun);
        }
        busy(clients.get(0));
        for (OpcUaClient client : clients) {
            OpcUaClient unusedGone = client.disconnect();
        }
    }

    private void listen(OpcUaClient client) throws Exception {
        BenchSamples news = samples.apply("write to notification, 20,000 items, ms", server);
        OpcUaSubscription subscription = new OpcUaSubscription(client, PlantServerBench.PUBLISHING_MILLIS);
        subscription.setSubscriptionListener(new OpcUaSubscription.SubscriptionListener() {
            @Override
            public void onDataReceived(
                    OpcUaSubscription unusedOne, List<OpcUaMonitoredItem> items, List<DataValue> unusedValues) {
                long now = System.nanoTime();
                if (measuring) {
                    heard.addAndGet(items.size());
                    // one of each notification: all of them came at this moment
                    news.add(now
                            - turned.get((Integer) items.get(0).getUserObject().orElseThrow()));
                }
            }
        });
        subscription.create();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (NodeId node : ServedCells.changing(client, cells.get(cell))) {
                OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node);
                item.setUserObject(cell);
                subscription.addMonitoredItem(item);
            }
        }
        subscription.synchronizeMonitoredItems();
    }

    private void busy(OpcUaClient client) throws Exception {
        BenchSamples calls = samples.apply("command to acknowledgement, 20,000 items, ms", server);
        Thread commands = new Thread(() -> {
            try {
                while (!Thread.interrupted()) {
                    long begun = System.nanoTime();
                    ServedCells.hold(client, cells.get(0));
                    if (measuring) {
                        calls.add(System.nanoTime() - begun);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(COMMAND_EVERY_MILLIS));
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        commands.start();
        for (int second = -1; second < SECONDS; second++) {
            measuring = second >= 0;
            long begun = System.nanoTime();
            for (int cell = 0; cell < cells.size(); cell++) {
                turned.set(cell, System.nanoTime());
                server.turn(cells.get(cell), second % 2 == 0);
            }
            long rest = TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - begun);
            LockSupport.parkNanos(Math.max(0, rest));
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        measuring = false;
        commands.interrupt();
        commands.join();
        samples.apply("of 20,000 changes a second delivered, %", server)
                .addValue(100.0 * heard.get() / (2L * SESSIONS * cells.size() * SECONDS));
    }
}
