package dev.mortise.controller.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Runs a target on inputs made from a corpus. Each input is of its own number: {@code -Dseed=NUMBER} runs that one alone. The
 * number of executions is given, not their time, so that a slow machine tries as much as a quick one.
 */
public final class Fuzz {

    private static final boolean NIGHTLY = "nightly".equals(System.getProperty("mortise.profile"));
    private static final int NIGHTLY_TIMES = 50;

    /** Longer than what is made here by far; a target that sets more aside for it would do so for anybody. */
    private static final long ALLOCATED_MAX_BYTES = 64L * 1_024 * 1_024;

    private Fuzz() {}

    /** Takes an input: with its own refusal, or with nothing. Whatever it throws is a finding. */
    @FunctionalInterface
    public interface Target {
        void take(byte[] input) throws Exception;
    }

    /** Whether one input alone is tried again. */
    public static boolean isOne() {
        return Long.getLong("seed") != null;
    }

    /** Of a change; a night has so many more. */
    public static int executions(int ofAChange) {
        return NIGHTLY ? ofAChange * NIGHTLY_TIMES : ofAChange;
    }

    /**
     * Tries them one after the other.
     *
     * @throws AssertionError with the number and the input of the first that is a finding
     */
    public static void run(List<byte[]> corpus, int executions, Target target) {
        Long one = Long.getLong("seed");
        long first = one == null ? 0 : one;
        long last = one == null ? executions : one + 1;
        for (long number = first; number < last; number++) {
            byte[] input = input(corpus, number);
            long before = allocated();
            try {
                target.take(input);
            } catch (Exception | Error e) {
                throw finding(number, input, e.toString(), e);
            }
            long taken = allocated() - before;
            if (taken > ALLOCATED_MAX_BYTES) {
                throw finding(number, input, taken + " bytes were set aside", null);
            }
        }
    }

    /** The input of this number. */
    public static byte[] input(List<byte[]> corpus, long number) {
        return new Mutation(new Random(number), corpus).input();
    }

    private static AssertionError finding(
            long number, byte[] input, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        return new AssertionError(
                "-Dseed=" + number + " (" + input.length + " bytes): " + what + "\n"
                        + Base64.getEncoder().encodeToString(input),
                cause);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
