package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another machine as far as the network tells: a network namespace with addresses of its own, joined to this one by a wire. Needs root. */
final class HostileNetwork implements AutoCloseable {

    private final String name;
    private final String wire;
    private final String prefix;

    /** Of a number that nothing else on this machine uses. */
    private HostileNetwork(int number) {
        this.name = "mortise-hostile-" + number;
        this.wire = "mh" + number;
        this.prefix = "10.231." + number % 250 + ".";
    }

    /** With so many addresses; where that is not allowed the test that asks is skipped, and says why. */
    static HostileNetwork of(int number, int addresses) throws IOException {
        HostileNetwork made = new HostileNetwork(number);
        made.forget(); // what a run left that was cut off
        Ran added = made.ran("env", "ip", "netns", "add", made.name); // env: no ip is a reason, too
        assumeTrue(added.exitCode() == 0, "cannot make a network namespace: " + added.output());
        try {
            made.joined(addresses);
        } catch (IOException | AssertionError e) {
            made.forget();
            throw e;
        }
        return made;
    }

    private void joined(int addresses) throws IOException {
        did("ip", "link", "add", wire, "type", "veth", "peer", "name", "plant", "netns", name);
        did("ip", "addr", "add", here() + "/24", "dev", wire);
        did("ip", "link", "set", wire, "up");
        for (int i = 0; i < addresses; i++) {
            did("ip", "-n", name, "addr", "add", prefix + (2 + i) + "/24", "dev", "plant");
        }
        did("ip", "-n", name, "link", "set", "plant", "up");
    }

    private void forget() throws IOException {
        Ran unusedItMayNotBeThere = ran("env", "ip", "netns", "delete", name);
    }

    /** This machine's address on the wire. */
    String here() {
        return prefix + 1;
    }

    /** What its addresses begin with; the first ends with 2. */
    String prefix() {
        return prefix;
    }

    /** Begins a program there. */
    ProcessBuilder command(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(Arrays.asList(command));
        return new ProcessBuilder(all);
    }

    private Ran ran(String... command) throws IOException {
        return Ran.of(new ProcessBuilder(command));
    }

    private void did(String... command) throws IOException {
        Ran ran = ran(command);
        assertThat(ran.exitCode())
                .as(() -> Arrays.toString(command) + ": " + ran.output())
                .isZero();
    }

    @Override
    public void close() throws IOException {
        did("ip", "netns", "delete", name); // and the wire with it
    }
}
