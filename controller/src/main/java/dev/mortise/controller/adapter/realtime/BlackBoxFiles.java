package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Black boxes as files: one CSV file a motion that ended badly, in a directory that does not grow without end. */
public final class BlackBoxFiles implements BlackBox.Keeper, AutoCloseable {

    public static final String SUFFIX = ".csv";

    /** A file has one to two MB: about a hundred MB in all. */
    static final int KEPT = 50;

    private static final Logger LOG = LoggerFactory.getLogger(BlackBoxFiles.class);

    /** Names sort by time. */
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;
    private final Events work = new Events("black-box");

    /** Makes the directory when there is something to write. */
    public BlackBoxFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void keep(BlackBox box, StepReport report) {
        Instant ended = clock.instant();
        Optional<Segment.Insert> guard = box.guard(); // before the next motion has another
        work.add(() -> {
            try {
                write(box, report, head(box, report, ended, guard), ended);
            } catch (IOException e) {
                LOG.warn(
                        "the black box of {} is not kept in {}: {}", box.robot().id(), directory, e.toString());
            } finally {
                box.readOut();
            }
        });
    }

    private static StringBuilder head(BlackBox box, StepReport report, Instant ended, Optional<Segment.Insert> guard) {
        StringBuilder text = new StringBuilder();
        text.append("# robot ").append(box.robot().id()).append('\n');
        text.append("# command ").append(report.command()).append('\n');
        text.append("# outcome ").append(report.outcome()).append('\n');
        text.append("# reason ").append(report.reason()).append('\n');
        text.append("# ended ").append(ended.truncatedTo(ChronoUnit.MILLIS)).append('\n');
        text.append("# cycle_us ").append(box.robot().cycleMicros()).append('\n');
        for (JointSpec joint : box.robot().joints()) {
            text.append("# limit_").append(joint.name()).append(' ');
            text.append(joint.min()).append(' ').append(joint.max()).append('\n');
            text.append("# unit_")
                    .append(joint.name())
                    .append(joint.prismatic() ? " m" : " rad")
                    .append('\n');
        }
        guard.ifPresent(push -> text.append("# push_n ")
                .append(push.forceMaxNewtons())
                .append(' ')
                .append(push.seatForceNewtons())
                .append('\n'));
        return text;
    }

    private void write(BlackBox box, StepReport report, StringBuilder text, Instant ended) throws IOException {
        text.append(box.columns()).append('\n');
        for (int i = 0; i < box.size(); i++) {
            box.row(i, text);
            text.append('\n');
        }
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, ".new", "");
        try {
            Files.writeString(beside, text);
            String name = NAME.format(ended) + "-" + box.robot().id() + "-" + plain(report.reason()) + SUFFIX;
            Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            LOG.info("black box of {}: {} ({})", box.robot().id(), name, report.command());
        } finally {
            Files.deleteIfExists(beside);
        }
        forgetTheOldest();
    }

    /** A reason may name an axis as plant.yaml has it. */
    private static String plain(String reason) {
        return reason.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private void forgetTheOldest() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> oldestFirst = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
