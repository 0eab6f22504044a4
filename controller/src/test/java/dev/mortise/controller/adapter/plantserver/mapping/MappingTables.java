package dev.mortise.controller.adapter.plantserver.mapping;

import static dev.mortise.controller.adapter.plantserver.mapping.Table.line;
import static dev.mortise.controller.adapter.plantserver.mapping.Table.row;
import static dev.mortise.controller.adapter.plantserver.mapping.Table.status;
import static dev.mortise.controller.adapter.plantserver.mapping.Table.told;

import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.oee.Loss;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.Worth;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.Equipment;
import dev.mortise.controller.port.RobotSays;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** What the mapping says of every word that the domain has, as the tables of plant-server-mapping.md. */
final class MappingTables {

    private static final String NO_VALUE = "-";

    private MappingTables() {}

    static Stream<Table> all() {
        return Stream.of(sure(), units(), jobs(), results(), robots(), alarms(), others())
                .flatMap(List::stream);
    }

    private static List<Table> sure() {
        return List.of(
                Table.of("known | status | value", Known.values(), known -> row(status(known), told(known.hasValue()))),
                new Table(
                        line("a robot was heard | it is heard, its state is not old | its state says it", "status"),
                        IntStream.rangeClosed(0, 7)
                                .mapToObj(bits -> List.of((bits & 4) == 0, (bits & 2) == 0, (bits & 1) == 0))
                                .map(is -> line(
                                        told(is.get(0)),
                                        told(is.get(1)),
                                        told(is.get(2)),
                                        status(Known.ofRobot(is.get(0), is.get(1), is.get(2)))))
                                .toList()),
                new Table(
                        line("a cell's link", "what its PLC says", "by a word that the model has not", "its work"),
                        Stream.of("UP", "DOWN", "BROKEN_CONTRACT")
                                .map(link -> line(
                                        link,
                                        status(Known.ofPlc(
                                                Heard.state(cell(link)).isPresent())),
                                        status(Known.ofWord(Heard.from(cell(link)), false)),
                                        status(Known.ofWork(Heard.from(cell(link))))))
                                .toList()));
    }

    private static List<Table> units() {
        return List.of(
                Table.of("`UnitState` | number | base | machine | execute", UnitState.values(), state -> {
                    UnitWords.Place at = UnitWords.place(state);
                    String none = status(Known.ELSEWHERE);
                    return row(
                            state.number(),
                            at.base(),
                            at.machine().orElse(none),
                            at.execute().orElse(none));
                }),
                Table.of("`UnitMode` | number", UnitMode.values(), mode -> row(UnitWords.mode(mode))),
                Table.of(
                        "`Loss` | `EquipmentBlocked` | `EquipmentStarved`",
                        Loss.values(),
                        loss -> row(told(UnitWords.blocked(loss)), told(UnitWords.starved(loss)))),
                Table.of(
                        "`UnitState` | `MachineryItemState`",
                        withNone(UnitState.values()),
                        unit -> row(MachineWords.itemState(unit) + ", " + status(MachineWords.known(unit)))),
                Table.of(
                        "`UnitMode` | `MachineryOperationMode`",
                        withNone(UnitMode.values()),
                        mode -> row(MachineWords.operationMode(mode))),
                new Table(
                        line("the line is said to be", "while every cell is heard", "while one is not"),
                        Stream.concat(
                                        Arrays.stream(withNone(UnitState.values()))
                                                .map(MachineWords::itemState),
                                        Arrays.stream(withNone(UnitMode.values()))
                                                .map(MachineWords::operationMode))
                                .distinct()
                                .map(is -> line(
                                        is,
                                        status(MachineWords.known(is, true)),
                                        status(MachineWords.known(is, false))))
                                .toList()));
    }

    private static List<Table> jobs() {
        return List.of(
                Table.of(
                        "`JobState` | number | text",
                        JobState.values(),
                        state -> row(
                                JobWords.state(state).number(),
                                JobWords.state(state).text())),
                Table.of("`JobAct` | method", JobAct.values(), act -> row(JobWords.method(act))),
                Table.of("`JobAnswer` | bits of `ReturnStatus`", JobAnswer.values(), answer -> row(bits(answer))));
    }

    static String bits(JobAnswer answer) {
        return LongStream.range(0, Long.SIZE)
                .filter(bit -> (JobWords.bits(answer) >> bit & 1) == 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static List<Table> results() {
        ResultWords.Reasons why = new ResultWords.Reasons("REASON", "WAIVER", "INVALID");
        return List.of(
                Table.of(
                        "`Worth` | `ResultState` | `ResultEvaluation` | code | `IsPartial` | details",
                        Worth.values(),
                        worth -> {
                            ResultWords.Result result = ResultWords.result(worth);
                            return row(
                                    result.state(),
                                    result.evaluation(),
                                    result.code(),
                                    told(result.partial()),
                                    worth == Worth.COUNTS ? NO_VALUE : ResultWords.details(worth, why));
                        }),
                Table.of("`ResultError` | `Error`", ResultError.values(), error -> row(error.number())),
                Table.of(
                        "`Quantity` | `PhysicalQuantity` | unit",
                        JoiningWords.Quantity.values(),
                        quantity -> row(quantity.number(), unit(quantity.unit()))),
                Table.of("`Entity` | `EntityType`", JoiningWords.Entity.values(), entity -> row(entity.number())),
                new Table(
                        line("screws", "steps", "`Classification`"),
                        Stream.of(new int[] {1, 1}, new int[] {2, 1}, new int[] {2, 2})
                                .map(all -> line(all[0], all[1], JoiningWords.classification(all[0], all[1])))
                                .toList()),
                new Table(
                        line("attempt", "a value of the screw", "`ResultEvaluation` of the screw"),
                        Stream.of(ResultWords.UNDEFINED, ResultWords.OK, ResultWords.NOT_OK)
                                .flatMap(attempt -> Stream.of(
                                        line(attempt, "inside its limits", JoiningWords.ofScrew(attempt, false)),
                                        line(attempt, "outside its limits", JoiningWords.ofScrew(attempt, true))))
                                .toList()));
    }

    private static List<Table> robots() {
        return List.of(
                Table.of(
                        "`Kinematics` | `MotionDeviceCategory`",
                        RobotSpec.Kinematics.values(),
                        kinematics -> row(RobotWords.deviceCategory(kinematics))),
                new Table(
                        line("an axis", "`MotionProfile`", "position in", "speed in"),
                        List.of(axis("turns", false), axis("slides", true))),
                new Table(
                        line("operational mode told", "`OperationalMode`"),
                        IntStream.rangeClosed(-1, 5)
                                .mapToObj(mode -> line(mode, RobotWords.operationalMode(mode)))
                                .toList()),
                Table.of(
                        "`Safety` | `EmergencyStop` | `ProtectiveStop`",
                        RobotSays.Safety.values(),
                        safety -> row(
                                stop(RobotWords.stops(safety).emergency()),
                                stop(RobotWords.stops(safety).protective()))),
                Table.of(
                        "`UnitState` | task | beside an observed stop | without an operation",
                        UnitState.values(),
                        unit -> row(task(unit, true, false), task(unit, true, true), task(unit, false, false))));
    }

    private static String axis(String moves, boolean prismatic) {
        RobotWords.AxisWords words = RobotWords.axis(prismatic);
        return line(moves, words.motionProfile(), unit(words.position()), unit(words.speed()));
    }

    private static String stop(Optional<Boolean> is) {
        return is.map(Table::told).orElse(status(Known.ofRobot(true, true, false)));
    }

    private static String task(UnitState unit, boolean loaded, boolean stopped) {
        RobotWords.Task task = RobotWords.task(unit, loaded, stopped);
        return task.state() + ", " + task.reason().number() + " "
                + task.reason().text();
    }

    private static List<Table> alarms() {
        return List.of(
                Table.of("`Priority` | `Severity`", Priority.values(), priority -> row(AlarmWords.severity(priority))),
                Table.of(
                        "`Cause.Kind` | `ID` in PackML | `Category` | `ConditionClassName`",
                        Cause.Kind.values(),
                        kind -> UnitWords.alarm(kind).id() == 0
                                ? row("no alarm", NO_VALUE, NO_VALUE)
                                : row(
                                        UnitWords.alarm(kind).id(),
                                        UnitWords.alarm(kind).category(),
                                        AlarmWords.wanted(kind).text())),
                Table.of(
                        "`Wanted` | `ConditionClassId`",
                        AlarmWords.Wanted.values(),
                        wanted -> row(wanted.conditionClass().toParseableString())),
                Table.of(
                        "`Alarm.State` | `Quality` | `SuppressedState`",
                        Alarm.State.values(),
                        state -> row(status(AlarmWords.quality(state)), told(AlarmWords.suppressed(state)))),
                Table.of(
                        "state | true | false",
                        AlarmWords.TwoStates.values(),
                        two -> row(two.text(true), two.text(false))),
                new Table(
                        line("on the shelf", "`ShelvingState`", "`Id`"),
                        List.of(
                                shelved("no", Optional.empty()),
                                shelved("for a time", Optional.of(shelf(false))),
                                shelved("until its cause is gone", Optional.of(shelf(true))))));
    }

    private static Alarm.Shelf shelf(boolean untilGone) {
        return new Alarm.Shelf("anna", "", Instant.EPOCH, untilGone);
    }

    private static String shelved(String how, Optional<Alarm.Shelf> shelf) {
        AlarmWords.Shelving shelving = AlarmWords.shelving(shelf);
        return line(how, shelving.state(), shelving.id().toParseableString());
    }

    private static List<Table> others() {
        return List.of(
                Table.of(
                        "`Role` | well-known role",
                        Role.values(),
                        role -> row(RoleWords.wellKnown(role).toParseableString())),
                new Table(
                        line("unit", "`UnitId`"),
                        Stream.of(
                                        Units.RADIAN,
                                        Units.METRE,
                                        Units.RADIAN_PER_SECOND,
                                        Units.METRE_PER_SECOND,
                                        Units.KILOGRAM,
                                        Units.NEWTON_METRE,
                                        Units.DEGREE,
                                        Units.ONE,
                                        Units.word("bar"))
                                .map(unit -> line(unit(unit), unit.getUnitId()))
                                .toList()));
    }

    private static String unit(EUInformation unit) {
        return String.valueOf(unit.getDisplayName().text());
    }

    @SuppressWarnings("unchecked") // of the same kind
    private static <T> Optional<T>[] withNone(T[] words) {
        return Stream.concat(Arrays.stream(words).map(Optional::of), Stream.of(Optional.<T>empty()))
                .toArray(Optional[]::new);
    }

    private static CellView cell(String link) {
        return new CellView(
                "TRAY-A",
                "",
                "EXECUTE",
                "PRODUCE",
                link,
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "",
                Cause.root(Cause.Kind.NO_WORK, "TRAY-A", "waits", "time passes"),
                Equipment.UNKNOWN);
    }
}
