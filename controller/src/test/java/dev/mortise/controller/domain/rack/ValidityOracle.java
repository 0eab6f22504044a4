package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.ProcessPlan;
import java.util.List;

/**
 * What evidence is worth, by its definition and the bare log: an operation is proven when its last touch was a good end of
 * doing it, and everything it needs is proven and was last touched before that doing began. Slow, and knows nothing of
 * histories, attempt numbers or standings.
 */
final class ValidityOracle {

    private final ProcessPlan plan;
    private final List<RackEvent> log;

    ValidityOracle(ProcessPlan plan, List<RackEvent> log) {
        this.plan = plan;
        this.log = log;
    }

    boolean proven(OperationId id) {
        int touched = lastTouch(id);
        if (touched < 0 || !(log.get(touched) instanceof RackEvent.AttemptStarted started)) {
            return false;
        }
        if (started.work().kind() != Work.Kind.DO || !endedWell(touched, started)) {
            return false;
        }
        Operation operation = plan.operation(id).orElseThrow();
        return operation.needs().stream().allMatch(need -> lastTouch(need) < touched && proven(need));
    }

    /** Index of the last event that lays hands on an operation: any attempt's start, or its reopening. */
    private int lastTouch(OperationId id) {
        for (int i = log.size() - 1; i >= 0; i--) {
            RackEvent event = log.get(i);
            boolean starts = event instanceof RackEvent.AttemptStarted started
                    && started.work().operation().equals(id);
            boolean reopens = event instanceof RackEvent.OperationReopened reopened
                    && reopened.operation().equals(id);
            if (starts || reopens) {
                return i;
            }
        }
        return -1;
    }

    private boolean endedWell(int from, RackEvent.AttemptStarted started) {
        for (int i = from + 1; i < log.size(); i++) {
            if (log.get(i) instanceof RackEvent.AttemptEnded ended
                    && ended.evidence().work().equals(started.work())
                    && ended.evidence().attempt() == started.attempt()) {
                return ended.evidence().verdict() == Verdict.OK;
            }
        }
        return false;
    }
}
