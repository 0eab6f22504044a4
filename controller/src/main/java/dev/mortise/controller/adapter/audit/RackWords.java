package dev.mortise.controller.adapter.audit;

import dev.mortise.controller.domain.line.RackAct;
import java.util.Locale;

/** What is done with a rack, as the trail says it. */
final class RackWords {

    private RackWords() {}

    static String of(RackAct act) {
        if (act instanceof RackAct.Hold) {
            return "hold";
        }
        if (act instanceof RackAct.Unhold) {
            return "unhold";
        }
        if (act instanceof RackAct.AllowStart) {
            return "start";
        }
        if (act instanceof RackAct.RevokeStart) {
            return "revoke start";
        }
        if (act instanceof RackAct.Prioritize prioritize) {
            return "priority " + prioritize.priority();
        }
        if (act instanceof RackAct.ProposeWaiver proposed) {
            return "propose a waiver of " + proposed.operation();
        }
        if (act instanceof RackAct.GrantWaiver granted) {
            return "grant the waiver of " + granted.operation();
        }
        return "abandon, " + ((RackAct.Abandon) act).how().name().toLowerCase(Locale.ROOT);
    }
}
