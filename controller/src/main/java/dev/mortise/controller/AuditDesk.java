package dev.mortise.controller;

import dev.mortise.controller.adapter.audit.Chain;
import dev.mortise.controller.adapter.audit.HeadsCheck;
import dev.mortise.controller.command.Keeper.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code mortise audit} on the file beside the users. */
final class AuditDesk {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private AuditDesk() {}

    /** Prints the newest signed head. */
    static int head(Desk desk, Path trail) {
        try {
            Optional<String> head = HeadsCheck.newest(trail);
            head.ifPresentOrElse(
                    desk.out()::println,
                    () -> desk.err()
                            .println("no head was told of " + trail + " yet; a controller does so when it ends"));
            return head.isPresent() ? DONE : REFUSED;
        } catch (IOException e) {
            return unreadable(desk, trail, e);
        }
    }

    /**
     * Looks through the trail.
     *
     * @param head a hash, a file of signed heads, or empty
     * @param key file of the public key, or empty
     */
    static int verify(Desk desk, Path trail, String head, String key) {
        try {
            return head.isEmpty() || HASH.matcher(head).matches()
                    ? byHash(desk, trail, head)
                    : byHeads(desk, trail, Path.of(head), Optional.of(key).filter(name -> !name.isEmpty()));
        } catch (IOException e) {
            return unreadable(desk, trail, e);
        }
    }

    private static int byHash(Desk desk, Path trail, String head) throws IOException {
        Chain.Examined found = Chain.examine(trail, head);
        found.fault().ifPresent(desk.out()::println);
        if (!found.passed()) {
            desk.out().println("no line has the hash " + head + ": what it was of was cut off or written anew");
        }
        lines(desk, trail, found.sound());
        return found.fault().isEmpty() && found.passed() ? DONE : REFUSED;
    }

    private static int byHeads(Desk desk, Path trail, Path told, Optional<String> key) throws IOException {
        HeadsCheck found = HeadsCheck.of(trail, told, key.map(Path::of));
        List<String> faults = found.faults();
        faults.forEach(desk.out()::println);
        lines(desk, trail, found.sound());
        desk.out()
                .printf(
                        Locale.ROOT,
                        "%s: %d heads signed by the key %s, %s%n",
                        told,
                        found.heads(),
                        found.key(),
                        faults.isEmpty() ? "the trail goes through all of them" : "and something was changed");
        return faults.isEmpty() ? DONE : REFUSED;
    }

    private static void lines(Desk desk, Path trail, Chain sound) {
        desk.out()
                .printf(
                        Locale.ROOT,
                        "%s: %d lines hold each other, the last has the hash %s%n",
                        trail,
                        sound.lines(),
                        sound.head());
    }

    private static int unreadable(Desk desk, Path trail, IOException why) {
        desk.err().println("mortise: cannot verify " + trail + ": " + why.getMessage());
        return REFUSED;
    }
}
