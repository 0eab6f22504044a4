package dev.mortise.controller.simulation;

import dev.mortise.controller.port.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One virtual clock, one seeded source of chance, one list of tasks that are ready; one thread runs them all, in an order
 * that chance decides. Whatever matters is noted, and the hash of all notes tells whether two runs were the same.
 */
final class Kernel {

    /** How classes that Akka makes find the process that they belong to. */
    private static final Map<String, Life> LIVES = new ConcurrentHashMap<>();

    private static final AtomicLong KEYS = new AtomicLong();
    private static final Instant BEGIN = Instant.parse("2026-11-24T03:00:00Z");
    private static final int NOTES_KEPT = Integer.getInteger("notes", 200);

    /** One life of a controller process; when it is over, nothing of it runs any more, and while it pauses, nothing yet. */
    final class Life {
        final String key = "life-" + KEYS.incrementAndGet();
        private final String name;
        private final double rate;
        private final List<Task> parked = new ArrayList<>();
        private boolean over;
        private boolean paused;
        private long wokeNanos;

        private Life(String name, double rate) {
            this.name = name;
            this.rate = rate;
            LIVES.put(key, this);
        }

        void execute(Runnable task) {
            if (!over) {
                (paused ? parked : ready).add(new Task(this, task));
            }
        }

        Timer after(Duration delay, Runnable task) {
            return schedule(delay, () -> {
                if (paused) {
                    execute(task);
                } else if (!over) {
                    task.run();
                }
            });
        }

        /** SIGSTOP, and SIGCONT later: all that came due meanwhile runs then, in any order; {@code awakes} before it. */
        void pause(Duration length, Runnable awakes) {
            if (over || paused) {
                return;
            }
            paused = true;
            ready.stream().filter(task -> task.life == this).forEach(parked::add);
            ready.removeIf(task -> task.life == this);
            schedule(length, () -> {
                paused = false;
                wokeNanos = nowNanos;
                if (!over) {
                    awakes.run();
                    ready.addAll(parked);
                }
                parked.clear();
            });
        }

        boolean isPaused() {
            return paused;
        }

        /** How long it has run since it paused last, or since the beginning of all. */
        Duration awake() {
            return Duration.ofNanos(nowNanos - wokeNanos);
        }

        /** Its own monotonic clock, which may run a little slower or faster than others. */
        Duration clock() {
            return Duration.ofNanos((long) (nowNanos * rate));
        }

        /** The same in every run of a seed. */
        String name() {
            return name;
        }

        /** kill -9. */
        void end() {
            over = true;
            LIVES.remove(key);
            ready.removeIf(task -> task.life == this);
        }

        boolean isOver() {
            return over;
        }

        Kernel kernel() {
            return Kernel.this;
        }
    }

    private record Task(Life life, Runnable run) {}

    /** Something that happens later, unless it is called off. */
    static final class Timer implements Comparable<Timer> {
        private final long atNanos;
        private final long number;
        private final Runnable task;
        private boolean off;

        private Timer(long atNanos, long number, Runnable task) {
            this.atNanos = atNanos;
            this.number = number;
            this.task = task;
        }

        void callOff() {
            off = true;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    final SplittableRandom chance;

    /**
     * Decides what runs next. A new one for each life: actors that die together do so in an order that hangs on Akka's own random
     * numbers, and what comes after must not.
     */
    private SplittableRandom order;

    private final List<Task> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Deque<String> notes = new ArrayDeque<>();
    private long nowNanos;
    private long timersMade;
    private long trace = 1;
    private boolean frozen;

    Kernel(long seed) {
        chance = new SplittableRandom(seed);
        order = chance.split();
    }

    static Life life(String key) {
        Life life = LIVES.get(key);
        if (life == null) {
            throw new IllegalStateException("no life " + key);
        }
        return life;
    }

    Life begin(String name, double rate) {
        order = chance.split();
        return new Life(name, rate);
    }

    Timer after(Duration delay, Runnable task) {
        return schedule(delay, task);
    }

    private Timer schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(nowNanos + Math.max(0, delay.toNanos()), timersMade++, task);
        timers.add(timer);
        return timer;
    }

    boolean happens(double probability) {
        return chance.nextDouble() < probability;
    }

    Duration between(long lowMillis, long highMillis) {
        return Duration.ofMillis(lowMillis + chance.nextLong(highMillis - lowMillis + 1));
    }

    void note(String what) {
        note(what, "");
    }

    /** {@code details} are for people: sets in them print in an order that every JVM chooses anew. */
    void note(String what, String details) {
        trace = 31 * (31 * trace + nowNanos) + what.hashCode();
        if (!frozen) {
            notes.add("%9.3f s  %s %s".formatted(nowNanos / 1e9, what, details));
            if (notes.size() > NOTES_KEPT) {
                notes.remove();
            }
        }
    }

    /** What led to the first violation is what counts; what comes after it only pushes it out. */
    void keepNotes() {
        frozen = true;
    }

    long trace() {
        return trace;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Duration elapsed() {
        return Duration.ofNanos(nowNanos);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return BEGIN.plusNanos(nowNanos);
            }
        };
    }

    Time time() {
        return new Time() {
            @Override
            public Instant instant() {
                return BEGIN.plusNanos(nowNanos);
            }

            @Override
            public Duration uptime() {
                return elapsed();
            }
        };
    }

    /** Runs what is ready; time stands still. */
    void drain() {
        while (!ready.isEmpty()) {
            int index = order.nextInt(ready.size());
            Task task = ready.get(index);
            ready.set(index, ready.get(ready.size() - 1));
            ready.remove(ready.size() - 1);
            if (!task.life.over) {
                task.run.run();
            }
        }
    }

    /** Runs everything up to a moment, counted from the beginning. */
    void runUntil(Duration moment) {
        drain();
        for (Timer next = timers.peek(); next != null && next.atNanos <= moment.toNanos(); next = timers.peek()) {
            timers.remove();
            if (!next.off) {
                nowNanos = Math.max(nowNanos, next.atNanos);
                next.task.run();
                drain();
            }
        }
        nowNanos = Math.max(nowNanos, moment.toNanos());
    }
}
