package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink.RobotView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The robots' links as metrics; the robots are looked at once a scrape, not once a metric. */
final class LinkGauges {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Supplier<List<RobotView>> robots;
    private final MeterRegistry registry;
    private volatile Map<String, RobotView> seen = Map.of();

    LinkGauges(Supplier<List<RobotView>> robots, MeterRegistry registry) {
        this.robots = robots;
        this.registry = registry;
        look();
        seen.values().forEach(this::robot);
    }

    /** To be called before each scrape. */
    void look() {
        seen = robots.get().stream()
                .collect(Collectors.toMap(robot -> robot.id().value(), Function.identity()));
    }

    private void robot(RobotView robot) {
        RobotId id = robot.id();
        gauge("mortise.robot.link", "1 while the session is open", id, Tags.empty(), view -> view.connected() ? 1 : 0);
        gauge("mortise.robot.quality", "Share of cycles of which a state came", id, Tags.empty(), RobotView::quality);
        gauge(
                "mortise.robot.round.trip.p99.seconds",
                "99th percentile of the round trip",
                id,
                Tags.empty(),
                view -> view.roundTripP99Nanos() / NANOS_PER_SECOND);
        times(
                "mortise.robot.round.trip.seconds",
                "From a command to the first state after it",
                id,
                LinkFigures::roundTrip);
        times("mortise.robot.answer.seconds", "From a state's sending to its answer's", id, LinkFigures::answer);
        counter("mortise.robot.states", "States accepted", id, Tags.empty(), LinkFigures::states);
        counter("mortise.robot.answers.late", "Answers late or lost", id, Tags.empty(), LinkFigures::late);
        counter("mortise.robot.states.lost", "States that never came", id, Tags.empty(), LinkFigures::lost);
        counter("mortise.robot.states.duplicated", "States that came again", id, Tags.empty(), LinkFigures::duplicated);
        counter(
                "mortise.robot.states.reordered",
                "States behind a newer one",
                id,
                Tags.empty(),
                LinkFigures::reordered);
        for (String cause : robot.link().rejected().keySet()) {
            counter(
                    "mortise.robot.datagrams.rejected",
                    "Datagrams dropped",
                    id,
                    Tags.of("cause", cause),
                    link -> link.rejected().getOrDefault(cause, 0L));
        }
    }

    private void times(String name, String description, RobotId id, Function<LinkFigures, LinkFigures.Times> read) {
        Map<String, ToDoubleFunction<LinkFigures.Times>> quantiles = Map.of(
                "0.5", LinkFigures.Times::p50Nanos,
                "0.99", LinkFigures.Times::p99Nanos,
                "0.999", LinkFigures.Times::p999Nanos,
                "1", LinkFigures.Times::maxNanos);
        quantiles.forEach((quantile, nanos) -> gauge(
                name,
                description + ", in the last seconds",
                id,
                Tags.of("quantile", quantile),
                view -> nanos.applyAsDouble(read.apply(view.link())) / NANOS_PER_SECOND));
    }

    private void gauge(String name, String description, RobotId id, Tags tags, ToDoubleFunction<RobotView> read) {
        Gauge.builder(name, this, source -> source.read(id.value(), read))
                .description(description)
                .tags(tags.and("robot", id.value()))
                .register(registry);
    }

    private void counter(String name, String description, RobotId id, Tags tags, ToDoubleFunction<LinkFigures> read) {
        FunctionCounter.builder(name, this, source -> source.read(id.value(), view -> read.applyAsDouble(view.link())))
                .description(description)
                .tags(tags.and("robot", id.value()))
                .register(registry);
    }

    private double read(String id, ToDoubleFunction<RobotView> read) {
        RobotView view = seen.get(id);
        return view == null ? 0 : read.applyAsDouble(view);
    }
}
