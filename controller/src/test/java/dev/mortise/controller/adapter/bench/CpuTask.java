package dev.mortise.controller.adapter.bench;

import com.sun.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** One thing that is measured in time of the thread on a CPU, so that other work on the machine is not in it; and what it took in each round. */
record CpuTask(String name, IntSupplier once, List<Double> micros, List<Long> bytes) {

    static final int CYCLES = 5_000;
    private static final double NANOS_PER_MICRO = 1e3;

    CpuTask(String name, IntSupplier once) {
        this(name, once, new ArrayList<>(), new ArrayList<>());
    }

    void round(ThreadMXBean threads) {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        int length = 0;
        for (int i = 0; i < CYCLES; i++) {
            length = once.getAsInt();
        }
        micros.add((threads.getCurrentThreadCpuTime() - began) / NANOS_PER_MICRO / CYCLES);
        bytes.add((threads.getCurrentThreadAllocatedBytes() - allocated) / CYCLES);
        if (length == 0) {
            throw new IllegalStateException(name + " made no datagram");
        }
    }

    double median() {
        return micros.stream().sorted().skip(micros.size() / 2).findFirst().orElse(0.0);
    }

    double least() {
        return micros.stream().min(Double::compare).orElse(0.0);
    }

    /** Of the second half of the rounds: what a virtual machine makes while it compiles is not the task's. */
    long mostBytes() {
        return bytes.stream().skip(bytes.size() / 2).max(Long::compare).orElse(0L);
    }
}
