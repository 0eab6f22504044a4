package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.Keeping;
import dev.mortise.controller.adapter.history.Recorder;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Journals.Stored;
import dev.mortise.controller.port.PlantView;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A morning of two cells, from 10:00 until noon, and what became of its time. */
@Tag("wire")
class OeeRoutesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant TEN = NOON.minus(Duration.ofHours(2));
    private static final int MINUTE = 60;
    private static final PlantView.RackView RACK = rack("TRAY-A", Kind.PROGRESS);

    @TempDir
    Path directory;

    private AHouse house;
    private AGuest guest;
    private Recorder recorder;
    private final List<Recorder> killed = new ArrayList<>();

    @BeforeEach
    void open() {
        house = new AHouse(new Archive(directory, AHouse.NOON));
        guest = new AGuest(house.url());
        recorder = new Recorder(new Keeping(directory, Duration.ofDays(36_500), 1_000_000), 1_000_000);
    }

    @AfterEach
    void close() {
        recorder.close();
        killed.forEach(Recorder::close);
        house.close();
    }

    @Test
    void eachMinuteOfTheMorningIsInTheBucketOfWhatHappenedInIt() throws Exception {
        aMorning();

        JsonNode oee = AGuest.json(guest.get("/api/v1/oee?from=" + TEN));

        JsonNode tray = oee.path("cells").get(0);
        assertThat(tray.path("id").asString()).isEqualTo("TRAY-A");
        assertThat(minutes(tray, "GOOD")).isEqualTo(30);
        assertThat(minutes(tray, "HELD")).isEqualTo(20);
        assertThat(minutes(tray, "INTERLOCK")).isEqualTo(10);
        assertThat(minutes(tray, "NO_RECORD")).isEqualTo(40);
        assertThat(minutes(tray, "BETWEEN_OPERATIONS")).isEqualTo(20);
        assertThat(tray.path("notPlannedMillis").asLong()).isZero();
        assertThat(bucket(tray, "HELD").path("reasons").get(0).path("because").asString())
                .isEqualTo("TRAY-A: it is HELD");
        assertThat(minutes(oee.path("cells").get(1), "STARVED")).isEqualTo(80);
    }

    @Test
    void thePartsOfEveryRowAddUpToAHundredPercentOfThePlannedTimeAndTheLineIsItsCells() throws Exception {
        aMorning();

        JsonNode oee = AGuest.json(guest.get("/api/v1/oee?from=" + TEN));

        for (JsonNode row : List.of(
                oee.path("line"), oee.path("cells").get(0), oee.path("cells").get(1), oee.path("transporter"))) {
            BigDecimal percent = BigDecimal.ZERO;
            long millis = 0;
            for (JsonNode bucket : row.path("buckets")) {
                percent = percent.add(bucket.path("percent").decimalValue());
                millis += bucket.path("millis").asLong();
            }
            assertThat(percent).as(row.toString()).isEqualByComparingTo("100");
            assertThat(millis)
                    .isEqualTo(row.path("figures").path("plannedMillis").asLong());
        }
        assertThat(oee.path("line").path("millis").asLong())
                .isEqualTo(2 * Duration.ofHours(2).toMillis());
        assertThat(oee.path("line").path("figures").path("oee").asDouble()).isEqualTo(30.0 / 240);
    }

    @Test
    void oneCellIsAskedForAlone() throws Exception {
        aMorning();

        JsonNode oee = AGuest.json(guest.get("/api/v1/oee?cell=TRAY-A&from=" + TEN));

        assertThat(oee.path("cells").size()).isEqualTo(1);
        assertThat(oee.path("line").isNull()).isTrue();
        assertThat(guest.get("/api/v1/oee?cell=TRAY-X").statusCode()).isEqualTo(404);
    }

    @Test
    void aTimeIsCutOffWhereTheRecordBeginsAndOneThatCannotBeIsRefusedWithTheReason() throws Exception {
        aMorning();

        JsonNode cut = AGuest.json(guest.get("/api/v1/oee?from=2026-11-20T00:00:00Z"));
        HttpResponse<String> early = guest.get("/api/v1/oee?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z");
        HttpResponse<String> turned = guest.get("/api/v1/oee?from=" + NOON + "&to=" + TEN);

        assertThat(cut.path("from").asString()).isEqualTo(TEN.toString());
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(detail(early)).contains("before the first instant that was recorded: " + TEN);
        assertThat(turned.statusCode()).isEqualTo(400);
        assertThat(detail(turned)).contains("not before");
    }

    @Test
    void aMonthIsTheMostThatIsAskedForAtOnce() throws Exception {
        HttpResponse<String> tooLong = guest.get("/api/v1/oee?from=2026-10-01T00:00:00Z");

        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(detail(tooLong)).contains("longer than 31 days");
    }

    @Test
    void withoutAnOrderNothingWasPlannedAndNothingIsDividedByNothing() throws Exception {
        shown(0, List.of(cell("TRAY-A", Kind.NO_WORK), cell("LEAK-A", Kind.NO_WORK)), List.of());
        shown(120, List.of(cell("TRAY-A", Kind.NO_WORK), cell("LEAK-A", Kind.NO_WORK)), List.of());

        JsonNode tray = AGuest.json(guest.get("/api/v1/oee?cell=TRAY-A&from=" + TEN))
                .path("cells")
                .get(0);

        assertThat(tray.path("notPlannedMillis").asLong())
                .isEqualTo(Duration.ofHours(2).toMillis());
        assertThat(tray.path("figures").path("oee").isNull()).isTrue();
        assertThat(tray.path("buckets").size()).isZero();
    }

    @Test
    void whoAsksWhileTooManyWaitIsToldToComeBackAndTheOthersAreAnswered() {
        aMorning();
        CountDownLatch slow = new CountDownLatch(1);
        house.journals.beforeCell = () -> await(slow);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.url() + "/api/v1/oee?cell=TRAY-A"))
                .build();

        List<CompletableFuture<Integer>> asked = IntStream.range(0, 11)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        Awaitility.await()
                .until(() -> asked.stream().filter(CompletableFuture::isDone).count() == 3);
        slow.countDown();

        List<Integer> answers = asked.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(status -> status == 503).hasSize(3);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 30 min of work, 20 held, 10 behind an interlock with work in hand, 40 without a controller, 20 of nothing to say. */
    private void aMorning() {
        PlantView.CellView leak = cell("LEAK-A", Kind.NO_WORK);
        shown(0, List.of(cell("TRAY-A", Kind.PROGRESS), leak), List.of(RACK));
        shown(30, List.of(cell("TRAY-A", Kind.HELD), leak), List.of(RACK));
        shown(50, List.of(cell("TRAY-A", Kind.INTERLOCK), leak), List.of(RACK));
        shown(60, List.of(cell("TRAY-A", Kind.PROGRESS), leak), List.of(RACK));
        killed();
        shown(100, List.of(cell("TRAY-A", Kind.PROGRESS), leak), List.of(RACK));
        shown(120, List.of(cell("TRAY-A", Kind.PROGRESS), leak), List.of(RACK));
        house.journals.cells.put(new CellId("TRAY-A"), List.of(accepted(1, 0), ended(30), accepted(2, 50), ended(60)));
    }

    /** Its last word was that of minute 60. */
    private void killed() {
        killed.add(recorder);
        recorder = new Recorder(new Keeping(directory, Duration.ofDays(36_500), 1_000_000), 1_000_000);
    }

    private static Stored<CellEvent> accepted(int attempt, int minute) {
        WorkOrder order = new WorkOrder(
                new RackId("R-1"), new OperationId("dock-frame"), "dock-frame", false, attempt, "", 0, "", List.of());
        return new Stored<>(at(minute), new CellEvent.WorkAccepted(order, at(minute)));
    }

    private static Stored<CellEvent> ended(int minute) {
        return new Stored<>(at(minute), new CellEvent.WorkEnded("", at(minute)));
    }

    private void shown(int minute, List<PlantView.CellView> cells, List<PlantView.RackView> racks) {
        recorder.look(new PlantView(at(minute), true, "plant-1", cells, racks, 0, 0, List.of(), AlarmsView.NONE));
    }

    private static PlantView.CellView cell(String id, Kind kind) {
        return new PlantView.CellView(
                id,
                "title of " + id,
                kind == Kind.HELD ? "HELD" : "EXECUTE",
                "PRODUCE",
                "UP",
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "it is " + kind,
                Cause.root(kind, id, "it is " + kind, ""),
                PlantView.Equipment.UNKNOWN);
    }

    private static PlantView.RackView rack(String place, Kind kind) {
        return new PlantView.RackView(
                "R-1",
                "nvl72",
                place,
                1,
                1,
                1,
                0,
                0,
                3,
                "",
                false,
                PlantView.Wanted.NOTHING,
                "worked on",
                Cause.root(kind, "R-1", "worked on", ""));
    }

    private static long minutes(JsonNode row, String loss) {
        return Duration.ofMillis(bucket(row, loss).path("millis").asLong()).toMinutes();
    }

    private static JsonNode bucket(JsonNode row, String loss) {
        return row.path("buckets")
                .valueStream()
                .filter(one -> one.path("loss").asString().equals(loss))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + loss + " in " + row));
    }

    private static String detail(HttpResponse<String> refused) {
        return AGuest.json(refused).path("detail").asString();
    }

    private static Instant at(int minute) {
        return TEN.plusSeconds((long) minute * MINUTE);
    }
}
