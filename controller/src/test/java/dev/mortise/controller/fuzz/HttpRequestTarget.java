package dev.mortise.controller.fuzz;

import dev.mortise.controller.adapter.web.AHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whole requests at the HTTP door: paths, queries and heads. 500 says that something was thrown that is no refusal. */
public final class HttpRequestTarget {

    /** One for the whole run: Jazzer's virtual machine ends with it. */
    private static final class House {
        private static final AHouse OPEN =
                new AHouse().rack("R-1", false).question().alarms("known");
    }

    private HttpRequestTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws IOException {
        Quiet.please();
        fuzzerTestOneInput((HttpTarget.head("GET", "/api/v1/plant?at=x") + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        int status = HttpTarget.sent(House.OPEN, input);
        House.OPEN.asked.clear();
        if (status == HttpTarget.FAULT_OF_OURS) {
            throw new IllegalStateException("answered with " + status);
        }
    }
}
