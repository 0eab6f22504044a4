package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.mortise.controller.WhatIsLogged;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class SchedulingTest {

    private static final int HORIZON = 24;
    private static final int NO_SUCH_CPU = 1_023;
    private static final int PRIORITY = 10;
    private static final int SCHED_FIFO = 1;

    private final WhatIsLogged said = WhatIsLogged.by(Scheduling.class);

    @AfterEach
    void listenNoMore() {
        said.close();
    }

    @Test
    void aCpuThatIsNotThereIsOneWarningAndTheRobotsAreAnsweredAllTheSame() throws Exception {
        linkComesUp(new Tuning(Tuning.Idle.PARK, 0, OptionalInt.empty(), OptionalInt.of(NO_SUCH_CPU), 0));

        assertThat(said.sentences())
                .singleElement(STRING)
                .contains("not scheduled as asked", "realtime.cpu " + NO_SUCH_CPU);
    }

    @Test
    void aPriorityIsGivenOrItIsSaidOnceWhatItNeeds() throws Exception {
        List<String> policies =
                linkComesUp(new Tuning(Tuning.Idle.PARK, 0, OptionalInt.of(PRIORITY), OptionalInt.empty(), 0));

        if (said.sentences().isEmpty()) {
            assertThat(policies).contains(PRIORITY + " " + SCHED_FIFO);
        } else {
            assertThat(said.sentences())
                    .singleElement(STRING)
                    .contains("realtime.priority " + PRIORITY, "CAP_SYS_NICE", "LimitRTPRIO=" + (PRIORITY + 1));
        }
    }

    @Test
    void aThreadLikeOthersNeedsNothing() throws Exception {
        linkComesUp(Tuning.NONE);

        assertThat(said.sentences()).isEmpty();
    }

    /** Priority and policy of each real-time thread, while there was a link. */
    private static List<String> linkComesUp(Tuning tuning) throws Exception {
        try (ARobotCell cell = new ARobotCell();
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON, tuning)) {
            engine.add(cell.spec()).open(1, cell);
            assertThat(cell.link()).isEqualTo("up, simulated");
            return policies();
        }
    }

    private static List<String> policies() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            threads.forEach(thread -> policy(thread).ifPresent(found::add));
        }
        return found;
    }

    /** Of a real-time thread; nothing of others, among which some end while we look. */
    private static Optional<String> policy(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).equals("realtime\n")) {
                return Optional.empty();
            }
            // proc(5): rt_priority and policy are the 40th and 41st; the 3rd comes behind the name
            String stat = Files.readString(thread.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return Optional.of(fields.get(37) + " " + fields.get(38));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
