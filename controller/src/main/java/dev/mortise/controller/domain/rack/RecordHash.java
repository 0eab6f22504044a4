package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the evidence a rack is released on: plan order, newest evidence of each operation. */
final class RecordHash {

    private RecordHash() {}

    static String of(RackBuild build) {
        MessageDigest digest = sha256();
        for (Operation operation : build.plan().operations()) {
            build.history(operation.id()).newestJudged().ifPresent(evidence -> {
                digest.update(line(evidence).getBytes(StandardCharsets.UTF_8));
                build.history(operation.id())
                        .waiver(evidence.attempt())
                        .filter(waiver -> waiver.granted().isPresent())
                        .ifPresent(waiver -> digest.update((waiver.words() + "\n").getBytes(StandardCharsets.UTF_8)));
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String line(Evidence evidence) {
        StringBuilder line = new StringBuilder();
        line.append(evidence.work())
                .append('|')
                .append(evidence.attempt())
                .append('|')
                .append(evidence.verdict());
        evidence.steps().forEach(step -> {
            line.append('|').append(step.command()).append('|').append(step.outcome());
            step.measurements()
                    .forEach(value ->
                            line.append('|').append(value.name()).append('=').append(value.value()));
        });
        return line.append('\n').toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
