package dev.mortise.controller.adapter.realtime;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Linux to treat the real-time thread before others. Where it may not or cannot there is one warning, and robots are answered all the same. */
final class Scheduling {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);

    /** Of sched.h. */
    private static final int SCHED_FIFO = 1;

    private static final int THIS_THREAD = 0;

    /** CPUs of a {@code cpu_set_t}. */
    private static final int CPUS_MAX = 1_024;

    /**
     * Threads of the virtual machine that the real-time thread has to wait for at a safepoint: left behind ordinary work,
     * they would keep it waiting behind that work too. Measured: the idle machine's worst wake-up falls from 55 ms to 4 ms.
     */
    private static final List<String> WAITED_FOR = List.of("VM Thread", "GC Thread", "ZWorker", "ZDriver");

    /** What is used of the C library. */
    interface LibC extends Library {
        int sched_setscheduler(int thread, int policy, int[] priority) throws LastErrorException;

        int sched_setaffinity(int thread, NativeLong bytes, long[] cpus) throws LastErrorException;
    }

    private Scheduling() {}

    /** For the thread that calls. */
    static void apply(Tuning tuning) {
        if (tuning.priority().isEmpty() && tuning.cpu().isEmpty()) {
            return;
        }
        StringJoiner refused = new StringJoiner("; ");
        try {
            LibC linux = Native.load("c", LibC.class);
            tuning.cpu().ifPresent(cpu -> stay(linux, cpu, refused));
            tuning.priority().ifPresent(priority -> precede(linux, priority, refused));
        } catch (LinkageError | IllegalArgumentException e) {
            refused.add(String.valueOf(e.getMessage()));
        }
        if (refused.length() > 0) {
            LOG.warn("the real-time thread is not scheduled as asked: {}", refused);
        }
    }

    private static void stay(LibC linux, int cpu, StringJoiner refused) {
        long[] cpus = new long[CPUS_MAX / Long.SIZE];
        cpus[cpu / Long.SIZE] = 1L << cpu % Long.SIZE;
        try {
            linux.sched_setaffinity(THIS_THREAD, new NativeLong((long) cpus.length * Long.BYTES), cpus);
        } catch (LastErrorException e) {
            refused.add("realtime.cpu " + cpu + ": this process may not run there (" + e.getMessage() + ")");
        }
    }

    private static void precede(LibC linux, int priority, StringJoiner refused) {
        try {
            linux.sched_setscheduler(THIS_THREAD, SCHED_FIFO, new int[] {priority});
            for (int thread : waitedFor()) {
                linux.sched_setscheduler(thread, SCHED_FIFO, new int[] {priority + 1});
            }
        } catch (LastErrorException e) {
            refused.add("realtime.priority " + priority + ": SCHED_FIFO needs CAP_SYS_NICE or LimitRTPRIO="
                    + (priority + 1) + " (" + e.getMessage() + ")");
        } catch (IOException e) {
            refused.add("the virtual machine's own threads: " + e.getMessage());
        }
    }

    private static List<Integer> waitedFor() throws IOException {
        List<Integer> threads = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path each : all) {
                if (WAITED_FOR.stream().anyMatch(name(each)::startsWith)) {
                    threads.add(Integer.valueOf(String.valueOf(each.getFileName())));
                }
            }
        }
        return threads;
    }

    private static String name(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (NoSuchFileException e) {
            return ""; // it has ended since it was listed
        }
    }
}
