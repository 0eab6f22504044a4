package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.WhatIsLogged;
import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Time;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server ends while the line goes on. */
@Tag("wire")
class ClosingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final LiveBoard board = new LiveBoard("plant-1", true, List.of("TRAY-A"), Clock.systemUTC());
    private final CompletableFuture<Thread> looks = new CompletableFuture<>();
    private final CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
    private volatile boolean slow;

    private final WhatIsLogged said = WhatIsLogged.inThePackageOf(getClass());

    @AfterEach
    void listenNoMore() {
        said.close();
        goesOn.complete(true);
    }

    @Test
    void aLookThatHasBegunComesToItsEndBeforeTheNodesAreGoneAndNoneBeginsAfterwards() throws Exception {
        PlantServer server = PlantServer.start(new PlantServer.Setup(
                new PlantServer.Listen("127.0.0.1", 0),
                directory,
                new Accounts(directory, Time.ofTheMachine()),
                Audit.NONE,
                new PlantServer.Plant("plant-1", Set.of("nvl72"), "1.2.3", new PlantServer.Robots(Map.of(), List::of)),
                new NotingDesk(),
                slowly()));
        slow = true;
        board.put(ARackView.at("R-1", "TRAY-A"));
        Thread looking = looks.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        Thread closing = new Thread(server::close);
        closing.start();
        Awaitility.await("it waits for the look, or is through")
                .atMost(PATIENCE)
                .until(() -> closing.getState() == Thread.State.BLOCKED || !closing.isAlive());
        goesOn.complete(true);
        closing.join(PATIENCE.toMillis());
        looking.join(PATIENCE.toMillis());

        assertThat(closing.isAlive() || looking.isAlive()).isFalse();
        assertThat(said.warnings()).isEmpty();
    }

    /** Whoever looks at it once it is slow waits for us. */
    private Board slowly() {
        return (Board) Proxy.newProxyInstance(
                Board.class.getClassLoader(), new Class<?>[] {Board.class}, (unusedSelf, method, arguments) -> {
                    if (slow && method.getName().equals("now")) {
                        looks.complete(Thread.currentThread());
                        boolean unusedNow = goesOn.join(); // whatever interrupts it
                    }
                    try {
                        return method.invoke(board, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
