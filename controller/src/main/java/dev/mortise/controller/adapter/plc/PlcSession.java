package dev.mortise.controller.adapter.plc;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plc.PlcNodes.Written;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.protocol.plc.CellPlcModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.jspecify.annotations.Nullable;

/** One life of a connection to a PLC that keeps the contract. Used by its link's thread only. */
final class PlcSession {

    private static final CellPlcModel MODEL = CellPlcModel.load();

    private static final double PUBLISHING_MILLIS = 10;
    private static final double KEEP_ALIVE_MILLIS = 1_000;
    private static final long UNSIGNED_MASK = 0xFFFF_FFFFL;

    private final OpcUaClient client;
    private final PlcNodes nodes;
    private final StatusReader reader;
    private final Optional<PinnedPlc> pinned;
    private final Runnable changed;
    private volatile Optional<OpcUaSubscription> subscription = Optional.empty();
    private volatile boolean unsubscribed;
    private long beats;

    private PlcSession(OpcUaClient client, PlcNodes nodes, Optional<PinnedPlc> pinned, Runnable changed) {
        this.pinned = pinned;
        this.changed = changed;
        this.client = client;
        this.nodes = nodes;
        this.reader = new StatusReader(nodes, MODEL);
    }

    /** Connects, checks the contract, subscribes. Leaves nothing behind when it fails. */
    static PlcSession open(CellSpec cell, PlcKeys keys, Runnable changed, Consumer<PlcSession> lost)
            throws UaException, PlcNodes.ContractBroken {
        Optional<PlcKeys.Secured> secured =
                cell.plc().security() == PlcSpec.Security.NONE ? Optional.empty() : Optional.of(keys.of(cell.id()));
        OpcUaClient client = Clients.connected(cell.plc(), secured);
        try {
            PlcNodes nodes = PlcNodes.of(client, MODEL);
            List<String> faults = new ArrayList<>(nodes.faults());
            if (cell.robots().stream().anyMatch(robot -> robot.key().equals(RobotKey.OVER_OPCUA))) {
                faults.addAll(nodes.missing(CellPlcModel.SET_SESSION_KEY));
            }
            if (faults.isEmpty()) {
                faults = nodes.strangeness(cell.id().value());
            }
            if (!faults.isEmpty()) {
                throw new PlcNodes.ContractBroken(faults);
            }
            PlcSession session = new PlcSession(client, nodes, secured.map(PlcKeys.Secured::pinned), changed);
            session.subscribe();
            client.addSessionActivityListener(new SessionActivityListener() {
                @Override
                public void onSessionInactive(UaSession gone) {
                    lost.accept(session);
                }
            });
            return session;
        } catch (UaException | PlcNodes.ContractBroken | RuntimeException e) {
            Clients.drop(client);
            throw e;
        }
    }

    private void subscribe() throws UaException {
        OpcUaSubscription made = new OpcUaSubscription(client);
        made.setPublishingInterval(PUBLISHING_MILLIS);
        made.setTargetKeepAliveInterval(KEEP_ALIVE_MILLIS);
        made.setSubscriptionListener(new Ends());
        subscription = Optional.of(made);
        made.create();
        OpcUaMonitoredItem change = OpcUaMonitoredItem.newDataItem(nodes.id("Status/Change"));
        change.setSamplingInterval(0.0);
        change.setQueueSize(uint(1));
        change.setDataValueListener((item, value) -> changed.run());
        made.addMonitoredItems(List.of(change));
        try {
            made.synchronizeMonitoredItems();
        } catch (MonitoredItemSynchronizationException e) {
            throw new UaException(e);
        }
    }

    /** Called from Milo's threads: the server has ended the subscription, or it is silent. */
    private final class Ends implements OpcUaSubscription.SubscriptionListener {
        @Override
        public void onStatusChanged(OpcUaSubscription ended, StatusCode why) {
            over(ended);
        }

        @Override
        public void onWatchdogTimerElapsed(OpcUaSubscription ended) {
            over(ended);
        }

        @Override
        public void onTransferFailed(OpcUaSubscription ended, StatusCode why) {
            over(ended);
        }

        private void over(OpcUaSubscription ended) {
            unsubscribed |= subscription.filter(live -> live == ended).isPresent();
        }
    }

    /** Subscribes again when the subscription is gone and the session is not; until then polling tells what changes. */
    void staySubscribed() throws UaException {
        if (unsubscribed) {
            subscribe();
            unsubscribed = false;
        }
    }

    /** Fails when the PLC's certificate is accepted no more, or has run out. */
    void stayTrusted() throws UaException {
        if (pinned.isPresent()) {
            pinned.orElseThrow().checks(client.getConfig().getEndpoint());
        }
    }

    Optional<StatusReader.Reading> read() throws UaException {
        return reader.read();
    }

    void beat() throws UaException {
        nodes.write(List.of(new Written("Heartbeat/Controller", unsigned(++beats))));
    }

    void send(PlcLink.Command command) throws UaException {
        Object before = nodes.read(List.of("Command/Sequence")).get(0).value().value();
        UInteger sequence = next(before);
        Map<String, Double> numbers = command.numbers();
        Map<String, String> texts = command.texts();
        List<String> numberNames = new ArrayList<>(numbers.keySet());
        List<String> textNames = new ArrayList<>(texts.keySet());
        nodes.write(List.of(
                new Written("Command/SequenceHead", sequence),
                new Written("Command/Epoch", unsigned(command.epoch())),
                new Written("Command/Id", command.id().value()),
                new Written("Command/Name", command.name()),
                new Written("Command/Rack", command.rack()),
                new Written("Command/Slot", command.slot()),
                new Written("Command/Operation", command.operation()),
                new Written("Command/NumberNames", numberNames.toArray(String[]::new)),
                new Written(
                        "Command/NumberValues",
                        numberNames.stream().map(numbers::get).toArray(Double[]::new)),
                new Written("Command/TextNames", textNames.toArray(String[]::new)),
                new Written(
                        "Command/TextValues", textNames.stream().map(texts::get).toArray(String[]::new)),
                new Written("Command/Sequence", sequence)));
    }

    void request(UnitCommand command, long epoch) throws UaException {
        Object before =
                nodes.read(List.of("Unit/CommandSequence")).get(0).value().value();
        nodes.write(List.of(
                new Written("Unit/Command", command.number()),
                new Written("Unit/CommandEpoch", unsigned(epoch)),
                new Written("Unit/CommandSequence", next(before))));
    }

    void acknowledge(CommandId command) throws UaException {
        nodes.write(List.of(new Written("Acknowledge/Id", command.value())));
    }

    /**
     * Hands over a robot's key. Nothing is sent over a link that others could read.
     *
     * @throws PlcLink.KeyRefused when it was not taken, with the reason
     */
    void handKey(RobotId robot, long epoch, SessionKey key) throws UaException {
        if (client.getConfig().getEndpoint().getSecurityMode() != MessageSecurityMode.SignAndEncrypt) {
            throw new PlcLink.KeyRefused("the link to the PLC is not encrypted");
        }
        String refusal = nodes.call(
                CellPlcModel.SET_SESSION_KEY,
                new Variant(robot.value()),
                new Variant(unsigned(epoch)),
                new Variant(ByteString.of(key.bytes())));
        if (!refusal.isEmpty()) {
            throw new PlcLink.KeyRefused(refusal);
        }
    }

    void close() {
        Clients.drop(client);
    }

    /**
     * The next sequence number after the one the trigger has now: after the one the PLC handled last it could be the
     * trigger's own value, and nothing would change. It wraps past 0, which means "never commanded".
     */
    private static UInteger next(@Nullable Object before) {
        long last = before instanceof UInteger number ? number.longValue() : 0;
        long next = (last + 1) & UNSIGNED_MASK;
        return uint(next == 0 ? 1 : next);
    }

    private static UInteger unsigned(long value) {
        return uint(value & UNSIGNED_MASK);
    }
}
