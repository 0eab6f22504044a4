package dev.mortise.controller;

import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Journals;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import dev.mortise.controller.port.RobotLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a controller running. One that ended by itself (its store failed it, or a fault was not handled) is started again
 * when its store lets it; until then nothing is commanded, PLCs hold for want of a heartbeat, and people are told why.
 */
final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** A disk that was made room on is noticed within this time. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    /** A controller that lasted this long had a store that worked. */
    private static final Duration LASTED = Duration.ofSeconds(60);

    /** Opens the store, connects, goes on. */
    interface Starter {
        Controller start() throws Store.Unusable;
    }

    private final Starter starter;
    private final Board board;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "service");
        made.setDaemon(true);
        return made;
    });
    private volatile Optional<Controller> running;
    private volatile String trouble = "";
    private Optional<ScheduledFuture<?>> retry = Optional.empty();
    private Duration wait = FIRST_WAIT;
    private long startedNanos = System.nanoTime();
    private boolean closed;

    private Service(Starter starter, Board board, Controller first) {
        this.starter = starter;
        this.board = board;
        this.running = Optional.of(first);
    }

    /** The first start is not tried twice: who starts a controller wants to read why it does not. */
    static Service start(Starter starter, Board board) throws Store.Unusable {
        Controller first = starter.start();
        Service service = new Service(starter, board, first);
        service.watch(first);
        return service;
    }

    boolean isRunning() {
        return running.isPresent();
    }

    List<RobotLink.RobotView> robots() {
        return running.map(Controller::robots).orElse(List.of());
    }

    /** The running controller's desk; refuses with the reason while there is none. */
    Desk desk() {
        return new ForwardingDesk(() -> running.map(Controller::desk), () -> trouble);
    }

    /** What the running controller's store keeps; unreadable with the reason while there is none. */
    Journals journals() {
        return new ForwardingJournals(() -> running.map(Controller::journals), () -> trouble);
    }

    private void watch(Controller controller) {
        controller.whenStopped().thenRun(() -> {
            try {
                thread.execute(() -> ended(controller));
            } catch (RejectedExecutionException e) {
                LOG.debug("the service has ended before its controller");
            }
        });
    }

    private void ended(Controller controller) {
        if (closed) {
            return;
        }
        running = Optional.empty();
        controller.close();
        if (System.nanoTime() - startedNanos > LASTED.toNanos()) {
            wait = FIRST_WAIT;
        }
        tell(
                controller.trouble().isEmpty()
                        ? "the store does not take events, or a fault was not handled; the log has the cause"
                        : controller.trouble());
        again();
    }

    private void again() {
        retry = Optional.of(thread.schedule(this::startAgain, wait.toMillis(), TimeUnit.MILLISECONDS));
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }

    private void startAgain() {
        if (closed) {
            return;
        }
        try {
            startedNanos = System.nanoTime();
            Controller next = starter.start();
            running = Optional.of(next);
            watch(next);
            LOG.info("the controller runs again");
        } catch (Store.Unusable | RuntimeException e) {
            tell(String.valueOf(e.getMessage()));
            again();
        }
    }

    /** Nothing of what was shown last counts any more. */
    private void tell(String why) {
        trouble = "the controller stands still: " + why + "; it tries again by itself";
        LOG.error("{} in {} s", trouble, wait.toSeconds());
        for (CellView cell : board.now().cells()) {
            board.put(new CellView(
                    cell.id(),
                    cell.title(),
                    "UNKNOWN",
                    "UNKNOWN",
                    "DOWN",
                    cell.rack(),
                    cell.operation(),
                    cell.attempt(),
                    cell.step(),
                    cell.speedPercent(),
                    cell.holds(),
                    trouble,
                    standing(cell.id()),
                    cell.equipment().unobserved()));
        }
        board.now().racks().stream()
                .filter(rack -> !rack.finished())
                .map(this::standing)
                .forEach(board::put);
    }

    private RackView standing(RackView rack) {
        return new RackView(
                rack.id(),
                rack.type(),
                rack.place(),
                rack.due(),
                rack.waiting(),
                rack.valid(),
                rack.voided(),
                rack.failed(),
                rack.total(),
                rack.doing(),
                rack.released(),
                rack.wanted(),
                trouble,
                standing(rack.id()));
    }

    private Cause standing(String subject) {
        return Cause.root(Cause.Kind.NOT_HEARD_YET, subject, trouble, "the cause in the log is mended");
    }

    private void noMore() {
        closed = true;
        retry.ifPresent(next -> next.cancel(false));
    }

    @Override
    public void close() {
        try {
            thread.submit(this::noMore).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("busy while closing: {}", e.toString());
        }
        thread.shutdown();
        running.ifPresent(Controller::close);
    }
}
