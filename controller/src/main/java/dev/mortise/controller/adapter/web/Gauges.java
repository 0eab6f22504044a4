package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.alarm.AlarmFigures;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What Prometheus may scrape; read from the board at each scrape. */
final class Gauges {

    private final Board board;
    private final LinkGauges links;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Gauges(Board board, Supplier<List<RobotView>> robots) {
        this.board = board;
        registry.config().commonTags("simulated", Boolean.toString(board.now().simulated()));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        JvmGcMetrics collector = new JvmGcMetrics();
        collector.bindTo(registry);
        board.now().cells().forEach(cell -> cell(cell.id()));
        links = new LinkGauges(robots, registry);
        plant(
                "mortise.racks.open",
                "Racks ordered and neither released nor given up",
                view -> view.racks().stream().filter(rack -> !rack.finished()).count());
        plant(
                "mortise.racks.released",
                "Racks released that have left the line",
                view -> view.gone() - view.abandoned());
        plant("mortise.racks.abandoned", "Racks given up that have left the line", PlantView::abandoned);
        plant(
                "mortise.questions.open",
                "Questions that wait for a person",
                view -> view.questions().size());
        plant(
                "mortise.alarms.open",
                "Alarms that are not normal",
                view -> figures(view).open());
        plant(
                "mortise.alarms.unacknowledged",
                "Alarms that want a person now",
                view -> figures(view).unacknowledged());
    }

    private static AlarmFigures figures(PlantView view) {
        return view.alarms().figures();
    }

    private void plant(String name, String description, ToDoubleFunction<PlantView> read) {
        Gauge.builder(name, board, source -> read.applyAsDouble(source.now()))
                .description(description)
                .register(registry);
    }

    private void cell(String id) {
        cellGauge(
                "mortise.cell.link",
                "1 while the PLC link is up",
                id,
                cell -> cell.link().equals("UP"));
        cellGauge(
                "mortise.cell.executing",
                "1 while the unit is in Execute",
                id,
                cell -> cell.unitState().equals("EXECUTE"));
        cellGauge(
                "mortise.cell.held",
                "1 while somebody or something holds the cell",
                id,
                cell -> !cell.holds().isEmpty());
    }

    private void cellGauge(String name, String description, String id, Function<PlantView.CellView, Boolean> read) {
        Gauge.builder(
                        name,
                        board,
                        source -> source.now().cells().stream()
                                        .filter(cell -> cell.id().equals(id))
                                        .anyMatch(read::apply)
                                ? 1
                                : 0)
                .description(description)
                .tags(Tags.of("cell", id))
                .register(registry);
    }

    String scrape() {
        links.look();
        return registry.scrape();
    }
}
