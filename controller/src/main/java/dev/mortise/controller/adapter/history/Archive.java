package dev.mortise.controller.adapter.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a {@link Recorder} wrote: one reader at a time, so that many who look back do not fill the memory. */
public final class Archive {

    /** Decoded; who steps or plays stays in one or two. Some 20 MB each. */
    private static final int FILES_IN_MEMORY = 2;

    /** A beat, and what a busy machine may be late. */
    private static final Duration LIVE = Recorder.BEAT.multipliedBy(2);

    private final Path directory;
    private final Clock clock;
    private final Map<String, List<Line>> decoded = new LinkedHashMap<>();

    public Archive(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Of how the robots stood, which was written beside it. */
    Archive ofJoints() {
        return new Archive(Keeping.joints(directory), clock);
    }

    /**
     * One instant of the past.
     *
     * @param since when what is shown was shown first
     * @param previous the change before that one; empty at the beginning of all
     * @param next the change after the instant; empty when there is none yet
     */
    public record Moment(
            Instant at, Picture picture, Instant since, Optional<Instant> previous, Optional<Instant> next) {}

    /**
     * One picture of a replay.
     *
     * @param picture what was shown from then on; empty where nothing was recorded from then on
     */
    public record Frame(Instant at, Optional<Picture> picture) {}

    /** From when on something was recorded. */
    public synchronized Optional<Instant> begins() {
        return files().stream().findFirst().map(file -> Instant.ofEpochMilli(file.begins()));
    }

    /**
     * What was shown at an instant.
     *
     * @throws Unknown before the first picture, in the future, and where nothing was recorded
     */
    public synchronized Moment at(Instant at) throws Unknown {
        List<HistoryFile> files = files();
        long asked = at.toEpochMilli();
        if (at.isAfter(clock.instant())) {
            throw new Unknown(at + " is in the future; it is " + now() + " now");
        }
        int index = indexOf(files, asked);
        if (index < 0) {
            throw new Unknown(
                    files.isEmpty()
                            ? "nothing was recorded yet"
                            : at + " is before the first instant that was recorded: "
                                    + instant(files.get(0).begins()));
        }
        List<Line> lines = lines(files.get(index));
        boolean newest = index == files.size() - 1;
        if (lines.isEmpty() || (asked > covered(lines, newest) && !continues(files, index))) {
            String until =
                    lines.isEmpty() ? "then" : instant(covered(lines, newest)).toString();
            throw new Unknown("nothing was recorded between " + until + " and "
                    + (newest ? "now" : instant(files.get(index + 1).begins()))
                    + ": no controller ran, or it could not write its history");
        }
        return moment(at, files, index, lines);
    }

    private Moment moment(Instant at, List<HistoryFile> files, int index, List<Line> lines) {
        Picture picture = Picture.NONE;
        Optional<Instant> previous = lastChange(files, index - 1);
        Instant since = instant(lines.get(0).at());
        for (Line line : lines) {
            if (line.at() > at.toEpochMilli()) {
                break;
            }
            if (!line.change().isNothing()) {
                previous = line.begins() ? previous : Optional.of(since);
                since = instant(line.at());
                picture = picture.with(line.change());
            }
        }
        Optional<Instant> next = lines.stream()
                .filter(line -> line.at() > at.toEpochMilli() && !line.change().isNothing())
                .findFirst()
                .map(line -> instant(line.at()))
                .or(() -> index + 1 < files.size()
                        ? Optional.of(instant(files.get(index + 1).begins()))
                        : Optional.empty());
        return new Moment(at, picture, since, previous, next);
    }

    private Optional<Instant> lastChange(List<HistoryFile> files, int index) {
        return index < 0
                ? Optional.empty()
                : lines(files.get(index)).stream()
                        .filter(line -> !line.change().isNothing())
                        .reduce((before, after) -> after)
                        .map(line -> instant(line.at()));
    }

    /**
     * Everything that was shown within a time, in order: first what was shown when it began, then each change.
     *
     * @param to at most now
     */
    public synchronized void replay(Instant from, Instant to, Consumer<Frame> frames) {
        List<HistoryFile> files = files();
        int first = Math.max(0, indexOf(files, from.toEpochMilli()));
        for (int index = first; index < files.size() && files.get(index).begins() < to.toEpochMilli(); index++) {
            List<Line> lines = lines(files.get(index));
            Picture picture = Picture.NONE;
            for (Line line : lines) {
                if (line.at() < to.toEpochMilli() && !line.change().isNothing()) {
                    picture = picture.with(line.change());
                    frames.accept(new Frame(instant(line.at()), Optional.of(picture)));
                }
            }
            boolean newest = index == files.size() - 1;
            long end = lines.isEmpty() ? files.get(index).begins() : covered(lines, newest);
            if (end < to.toEpochMilli() && !continues(files, index)) {
                frames.accept(new Frame(instant(end), Optional.empty()));
            }
        }
    }

    /**
     * What can be replayed one after the other, each for itself: where the files begin that say something of a time, and where the one
     * after them begins, when there is one. What lies between two of these does not change any more.
     */
    public synchronized List<Instant> stretches(Instant from, Instant to) {
        List<HistoryFile> files = files();
        int first = Math.max(0, indexOf(files, from.toEpochMilli()));
        int last = first;
        while (last < files.size() && files.get(last).begins() < to.toEpochMilli()) {
            last++;
        }
        return files.subList(Math.min(first, files.size()), Math.min(last + 1, files.size())).stream()
                .map(file -> instant(file.begins()))
                .toList();
    }

    private static int indexOf(List<HistoryFile> files, long at) {
        int index = files.size() - 1;
        while (index >= 0 && files.get(index).begins() > at) {
            index--;
        }
        return index;
    }

    /** Until when a file says what was shown; the one that is being written, until now. */
    private long covered(List<Line> lines, boolean newest) {
        long last = lines.get(lines.size() - 1).at();
        long now = clock.millis();
        return newest && now - last <= LIVE.toMillis() ? Math.max(now, last) : last;
    }

    /** Whether the file after this one goes on where it ends. */
    private boolean continues(List<HistoryFile> files, int index) {
        return index + 1 < files.size()
                && lines(files.get(index + 1)).stream()
                        .findFirst()
                        .filter(Line::continues)
                        .isPresent();
    }

    private List<HistoryFile> files() {
        try {
            return HistoryFile.in(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Line> lines(HistoryFile file) {
        try {
            String key = file.path() + " " + (file.isPlain() ? Files.size(file.path()) : 0);
            List<Line> known = Optional.ofNullable(decoded.remove(key)).orElse(List.of());
            List<Line> lines = known.isEmpty() ? file.read() : known;
            decoded.put(key, lines); // the newest stands last
            if (decoded.size() > FILES_IN_MEMORY + 1) {
                decoded.remove(decoded.keySet().iterator().next());
            }
            return lines;
        } catch (NoSuchFileException e) {
            return file.isPlain() ? lines(file.packed()) : List.of(); // packed or deleted since it was listed
        } catch (IOException e) {
            return List.of(); // nothing of it can be read: as if nothing had been recorded
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
