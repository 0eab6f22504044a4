package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.RunBook;
import dev.mortise.controller.adapter.history.Spells;
import dev.mortise.controller.domain.oee.Account;
import dev.mortise.controller.domain.oee.Figures;
import dev.mortise.controller.domain.oee.Loss;
import dev.mortise.controller.domain.oee.Lost;
import dev.mortise.controller.domain.oee.Run;
import dev.mortise.controller.domain.oee.Shares;
import dev.mortise.controller.domain.oee.Spell;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Journals;
import dev.mortise.controller.port.Journals.Window;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** What time was used for and what it was lost to, of each cell and of the line. */
final class OeeRoutes {

    /** Where nobody says how much: a shift. */
    private static final Duration PRESET = Duration.ofHours(8);

    /** A month; longer ones are added up from shorter ones. */
    private static final Duration WINDOW_MAX = Duration.ofDays(31);

    /** Work in hand that began longer before the window is taken as if it had begun then: longer than the longest burn-in. */
    private static final Duration LOOK_BACK = Duration.ofDays(2);

    /** Who waits longest waits for so many others. Each takes one of the threads that also carry what people do. */
    private static final int PLACES = 8;

    /** Of one bucket, the largest: what a table has room for. */
    private static final int REASONS_MAX = 5;

    private final Semaphore places = new Semaphore(PLACES);
    private final Archive archive;
    private final Spells spells;
    private final RunBook runs;
    private final PlantSpec plant;
    private final Board board;

    private OeeRoutes(Web.Setup setup) {
        archive = setup.history().archive();
        spells = new Spells(archive);
        runs = new RunBook(setup.history().journals(), setup.site().types());
        plant = setup.site().plant();
        board = setup.board();
    }

    /**
     * The API's answer.
     *
     * @param begins from when on anything is known; a time that begins before is cut off there
     * @param line its cells together, without the transporter; absent where one cell was asked for
     */
    private record Answer(
            Instant from,
            Instant to,
            Instant now,
            Optional<Instant> begins,
            Optional<Row> line,
            List<Row> cells,
            Optional<Row> transporter) {}

    /** One cell, or the line. */
    private record Row(
            String id,
            String title,
            long millis,
            long notPlannedMillis,
            long withoutPlanMillis,
            Figures figures,
            List<Bucket> buckets) {}

    /**
     * One bucket of the planned time.
     *
     * @param percent of the planned time, to a tenth; those of a row add up to exactly 100
     * @param reasons the largest
     */
    private record Bucket(
            Loss loss, Loss.Group group, String title, long millis, BigDecimal percent, List<Reason> reasons) {}

    private record Reason(String because, long millis) {}

    static Route route(Web.Setup setup) {
        return new Route("GET", "/api/v1/oee", Need.READ, new OeeRoutes(setup)::answer);
    }

    private void answer(Context context) throws Problem {
        Instant now = board.now().at();
        Optional<Instant> begins = archive.begins().filter(known -> known.isBefore(now));
        Window window = window(context, now, begins);
        Optional<String> wanted = Asked.text(context, "cell");
        List<CellSpec> cells = Stream.concat(plant.cells().stream(), Stream.of(plant.transporter()))
                .filter(cell -> wanted.map(cell.id().value()::equals).orElse(true))
                .toList();
        if (cells.isEmpty()) {
            throw Problem.notFound("no cell " + wanted.orElse("") + "; /api/v1/cells has their names");
        }
        Map<CellSpec, Account> accounts = inTurn(cells, window, now);
        boolean all = wanted.isEmpty();
        List<CellSpec> shown = all ? plant.cells() : cells;
        Account line = plant.cells().stream()
                .map(cell -> accounts.getOrDefault(cell, Account.NOTHING))
                .reduce(Account.NOTHING, Account::plus);
        Answer answer = new Answer(
                window.from(),
                window.to(),
                now,
                begins,
                all ? Optional.of(row(plant.line(), plant.name(), line)) : Optional.empty(),
                shown.stream().map(cell -> row(cell, accounts)).toList(),
                all ? Optional.of(row(plant.transporter(), accounts)) : Optional.empty());
        context.contentType("application/json").result(Json.write(answer));
    }

    private static Window window(Context context, Instant now, Optional<Instant> begins) throws Problem {
        Instant to = Asked.instant(context, "to")
                .filter(until -> until.isBefore(now))
                .orElse(now);
        Instant asked = Asked.instant(context, "from").orElse(to.minus(PRESET));
        if (!asked.isBefore(to)) {
            throw Problem.badRequest("from is " + asked + ", which is not before " + to);
        }
        if (begins.filter(known -> !known.isBefore(to)).isPresent()) {
            throw Problem.badRequest(to + " is before the first instant that was recorded: " + begins.orElseThrow());
        }
        Instant from = begins.filter(asked::isBefore).orElse(asked);
        if (Duration.between(from, to).compareTo(WINDOW_MAX) > 0) {
            throw Problem.badRequest("from " + from + " to " + to + " is longer than " + WINDOW_MAX.toDays()
                    + " days; ask for shorter times and add them up");
        }
        return new Window(from, to);
    }

    private Map<CellSpec, Account> inTurn(List<CellSpec> cells, Window window, Instant now) throws Problem {
        if (!places.tryAcquire()) {
            throw new Problem(
                    Timelines.UNAVAILABLE,
                    PLACES + " others have asked and are not answered yet; ask again in a moment");
        }
        try {
            return accounts(cells, window, now);
        } finally {
            places.release();
        }
    }

    /** One at a time: whoever asks meanwhile finds most of it read. */
    private synchronized Map<CellSpec, Account> accounts(List<CellSpec> cells, Window window, Instant now)
            throws Problem {
        try {
            Map<CellSpec, List<Run>> inHand = new LinkedHashMap<>();
            Instant first = window.from();
            for (CellSpec cell : cells) {
                List<Run> found = runs.of(cell.id(), window.from(), now);
                inHand.put(cell, found);
                first = found.stream()
                        .findFirst()
                        .filter(run -> run.to().map(window.from()::isBefore).orElse(true))
                        .map(Run::from)
                        .filter(first::isAfter)
                        .orElse(first);
            }
            Instant earliest = window.from().minus(LOOK_BACK);
            Map<String, List<Spell>> seen = spells.of(first.isBefore(earliest) ? earliest : first, window.to());
            Map<CellSpec, Account> accounts = new LinkedHashMap<>();
            inHand.forEach((cell, found) -> accounts.put(
                    cell,
                    Account.of(
                            window.from(),
                            window.to(),
                            seen.getOrDefault(cell.id().value(), List.of()),
                            found)));
            return accounts;
        } catch (Journals.Unreadable e) {
            throw new Problem(Timelines.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Row row(CellSpec cell, Map<CellSpec, Account> accounts) {
        return row(cell.id().value(), cell.title(), accounts.getOrDefault(cell, Account.NOTHING));
    }

    private static Row row(String id, String title, Account account) {
        Map<Loss, Long> times = account.byLoss();
        List<Loss> planned = times.keySet().stream().filter(Loss::planned).toList();
        List<Integer> shares = Shares.of(
                planned.stream().map(loss -> times.getOrDefault(loss, 0L)).toList());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            Loss loss = planned.get(i);
            buckets.add(new Bucket(
                    loss,
                    loss.group(),
                    loss.title(),
                    times.getOrDefault(loss, 0L),
                    BigDecimal.valueOf(shares.get(i), 1),
                    reasons(loss, account)));
        }
        long millis = times.values().stream().mapToLong(Long::longValue).sum();
        Figures figures = Figures.of(account);
        return new Row(id, title, millis, millis - figures.plannedMillis(), account.withoutPlan(), figures, buckets);
    }

    private static List<Reason> reasons(Loss loss, Account account) {
        return account.lost().entrySet().stream()
                .filter(lost -> lost.getKey().loss() == loss && !isPlain(lost.getKey()))
                .sorted(Map.Entry.<Lost, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(lost -> lost.getKey().because()))
                .limit(REASONS_MAX)
                .map(lost -> new Reason(lost.getKey().because(), lost.getValue()))
                .toList();
    }

    private static boolean isPlain(Lost lost) {
        return lost.because().isEmpty();
    }
}
