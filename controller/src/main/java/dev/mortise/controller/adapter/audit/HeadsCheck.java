package dev.mortise.controller.adapter.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a trail goes through the heads that somebody kept elsewhere.
 *
 * @param sound how far its lines hold each other
 * @param heads that were looked at
 * @param key by which they are signed, as people compare it
 * @param faults in words; empty when nothing was changed
 */
public record HeadsCheck(Chain sound, int heads, String key, List<String> faults) {

    public HeadsCheck {
        faults = List.copyOf(faults);
    }

    /**
     * Looks through both.
     *
     * @param trail the file of the trail; the public key is beside it, unless another one is named
     * @param told a file of signed heads, one a line
     * @throws IOException when one cannot be read; the message says which
     */
    public static HeadsCheck of(Path trail, Path told, Optional<Path> publicKey) throws IOException {
        AuditKey.Verifier verifier =
                AuditKey.Verifier.read(publicKey.orElseGet(() -> AuditKey.publicFile(directory(trail))));
        List<String> lines = Files.readAllLines(told, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<String> faults = new ArrayList<>();
        List<SignedHead> heads = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String place = told + ":" + (i + 1) + ": not a head that the key " + verifier.name() + " has signed";
            SignedHead.read(lines.get(i), verifier).ifPresentOrElse(heads::add, () -> faults.add(place));
        }
        if (lines.isEmpty()) {
            faults.add(told + " has no head in it");
        }
        Map<Long, String> hashes = new HashMap<>();
        heads.forEach(head -> hashes.put(head.line(), ""));
        Chain.Examined examined =
                Chain.examine(trail, chain -> hashes.computeIfPresent(chain.lines(), (line, none) -> chain.head()));
        examined.fault().ifPresent(faults::add);
        heads.stream()
                .flatMap(head -> fault(head, hashes, examined.sound()).stream())
                .forEach(faults::add);
        return new HeadsCheck(examined.sound(), heads.size(), verifier.name(), faults);
    }

    /** The newest head beside a trail, as it was told. */
    public static Optional<String> newest(Path trail) throws IOException {
        Path directory = directory(trail);
        return Heads.newest(Heads.file(directory), AuditKey.Verifier.read(AuditKey.publicFile(directory)))
                .map(SignedHead::text);
    }

    static Optional<String> fault(SignedHead head, Map<Long, String> hashes, Chain sound) {
        String then = "line " + head.line() + " had the hash " + head.hash() + " at " + told(head.at());
        if (head.line() > sound.lines()) {
            return Optional.of(then + "; now " + sound.lines() + " lines hold each other: the rest was cut off");
        }
        String now = hashes.getOrDefault(head.line(), "");
        return now.equals(head.hash())
                ? Optional.empty()
                : Optional.of(then + ", now " + now + ": it or one before it was written anew");
    }

    private static String told(Instant at) {
        return at.toString();
    }

    private static Path directory(Path trail) {
        Path parent = trail.toAbsolutePath().getParent();
        return parent == null ? trail : parent;
    }
}
