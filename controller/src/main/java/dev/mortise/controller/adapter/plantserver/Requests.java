package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteSubscriptionsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ModifyMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemModifyRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.SetMonitoringModeRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.SetPublishingModeRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.SetTriggeringRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.TransferSubscriptionsRequest;
import org.jspecify.annotations.Nullable;

/** Limits of single requests that Milo 1.1.2 is told of and does not keep. */
final class Requests {

    private Requests() {}

    /**
     * The request as it is carried out: with queues no longer than they may be, which a server may revise.
     *
     * @throws UaException Bad_TooManyOperations
     */
    static UaRequestMessageType within(UaRequestMessageType request) throws UaException {
        if (operations(request) > most(request)) {
            throw new UaException(
                    StatusCodes.Bad_TooManyOperations,
                    operations(request) + " operations; expected at most " + most(request));
        }
        if (request instanceof CreateMonitoredItemsRequest create) {
            return new CreateMonitoredItemsRequest(
                    create.getRequestHeader(),
                    create.getSubscriptionId(),
                    create.getTimestampsToReturn(),
                    Arrays.stream(items(create.getItemsToCreate()))
                            .map(item -> new MonitoredItemCreateRequest(
                                    item.getItemToMonitor(),
                                    item.getMonitoringMode(),
                                    within(item.getRequestedParameters())))
                            .toArray(MonitoredItemCreateRequest[]::new));
        }
        if (request instanceof ModifyMonitoredItemsRequest modify) {
            return new ModifyMonitoredItemsRequest(
                    modify.getRequestHeader(),
                    modify.getSubscriptionId(),
                    modify.getTimestampsToReturn(),
                    Arrays.stream(Optional.ofNullable(modify.getItemsToModify())
                                    .orElse(new MonitoredItemModifyRequest[0]))
                            .map(item -> new MonitoredItemModifyRequest(
                                    item.getMonitoredItemId(), within(item.getRequestedParameters())))
                            .toArray(MonitoredItemModifyRequest[]::new));
        }
        return request;
    }

    private static MonitoredItemCreateRequest[] items(MonitoredItemCreateRequest @Nullable [] items) {
        return Optional.ofNullable(items).orElse(new MonitoredItemCreateRequest[0]);
    }

    private static MonitoringParameters within(MonitoringParameters asked) {
        UInteger most = uint(ServerLimits.QUEUED_VALUES);
        return asked.getQueueSize().compareTo(most) <= 0
                ? asked
                : new MonitoringParameters(
                        asked.getClientHandle(),
                        asked.getSamplingInterval(),
                        asked.getFilter(),
                        most,
                        asked.getDiscardOldest());
    }

    private static int most(UaRequestMessageType request) {
        if (request instanceof HistoryReadRequest) {
            return ServerLimits.HISTORIES_PER_CALL;
        }
        return request instanceof DeleteSubscriptionsRequest
                        || request instanceof SetPublishingModeRequest
                        || request instanceof TransferSubscriptionsRequest
                ? ServerLimits.NODES_PER_CALL
                : ServerLimits.ITEMS_PER_CALL;
    }

    private static int operations(UaRequestMessageType request) {
        if (request instanceof CreateMonitoredItemsRequest create) {
            return size(create.getItemsToCreate());
        } else if (request instanceof ModifyMonitoredItemsRequest modify) {
            return size(modify.getItemsToModify());
        } else if (request instanceof DeleteMonitoredItemsRequest delete) {
            return size(delete.getMonitoredItemIds());
        } else if (request instanceof SetMonitoringModeRequest mode) {
            return size(mode.getMonitoredItemIds());
        } else if (request instanceof SetTriggeringRequest triggering) {
            return size(triggering.getLinksToAdd()) + size(triggering.getLinksToRemove());
        } else if (request instanceof DeleteSubscriptionsRequest delete) {
            return size(delete.getSubscriptionIds());
        } else if (request instanceof SetPublishingModeRequest mode) {
            return size(mode.getSubscriptionIds());
        } else if (request instanceof TransferSubscriptionsRequest transfer) {
            return size(transfer.getSubscriptionIds());
        } else if (request instanceof HistoryReadRequest history) {
            return size(history.getNodesToRead());
        }
        return 0;
    }

    private static int size(Object @Nullable [] list) {
        return list == null ? 0 : list.length;
    }
}
