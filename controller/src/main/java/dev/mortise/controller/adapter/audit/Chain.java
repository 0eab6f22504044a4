package dev.mortise.controller.adapter.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines that hold each other: each has the hash of the one before it, and its own over all of its text. Whoever changes,
 * takes out or puts in one has to write all after it anew, and then the last hash is another one.
 *
 * @param lines so many
 * @param head hash of the last one
 */
public record Chain(long lines, String head) {

    /** Before the first line. */
    public static final Chain EMPTY = new Chain(0, "0".repeat(64));

    private static final String HASH = ",\"hash\":\"";
    private static final Pattern LINE =
            Pattern.compile("(\\{\"n\":(\\d{1,18}),.*,\"prev\":\"([0-9a-f]{64})\"),\"hash\":\"([0-9a-f]{64})\"}");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a file is worth: how far its lines hold, and what is wrong with the first that does not. */
    public record Examined(Chain sound, Optional<String> fault, boolean passed) {}

    /** The next line, without its end. */
    String line(Instant at, Deed deed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", lines + 1);
        fields.put("at", at.toString());
        fields.put("who", deed.who());
        fields.put("door", deed.door());
        fields.put("act", deed.act());
        fields.put("subject", deed.subject());
        fields.put("outcome", deed.outcome());
        fields.put("prev", head);
        String text = JSON.writeValueAsString(fields);
        String held = text.substring(0, text.length() - 1);
        return held + HASH + hash(held) + "\"}";
    }

    /** The chain with this line at its end, where it fits. */
    Optional<Chain> with(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                        && Long.parseLong(matcher.group(2)) == lines + 1
                        && matcher.group(3).equals(head)
                        && matcher.group(4).equals(hash(matcher.group(1)))
                ? Optional.of(new Chain(lines + 1, matcher.group(4)))
                : Optional.empty();
    }

    /**
     * Looks through a file.
     *
     * @param through a hash that was told once; {@link Examined#passed} says whether the chain went through it
     */
    public static Examined examine(Path file, String through) throws IOException {
        AtomicBoolean passed = new AtomicBoolean(through.isEmpty());
        Examined found = examine(file, chain -> {
            if (chain.head.equals(through)) {
                passed.set(true);
            }
        });
        return new Examined(found.sound(), found.fault(), passed.get());
    }

    /** Looks through a file, and shows the chain after each line. */
    static Examined examine(Path file, Consumer<Chain> after) throws IOException {
        Chain chain = EMPTY;
        if (!Files.exists(file)) {
            return new Examined(chain, Optional.empty(), true);
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Chain> next = chain.with(line);
                if (next.isEmpty()) {
                    return new Examined(
                            chain,
                            Optional.of(file + ":" + (chain.lines + 1)
                                    + ": this line does not follow from the one before it"),
                            true);
                }
                chain = next.orElseThrow();
                after.accept(chain);
            }
        }
        return new Examined(chain, Optional.empty(), true);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
