package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decoders and parsers, led by what an input reaches. */
@Tag("wire")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CoverageFuzzTest {

    private static final int BODY_MAX_BYTES = 4_096;
    private static final int FILE_MAX_BYTES = 32 * 1_024;

    @TempDir
    Path directory;

    @Test
    void whateverComesAsADatagramIsDroppedOrRead() throws Exception {
        Path key = Files.writeString(directory.resolve("HV-1.key"), DatagramTarget.KEY + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        List<byte[]> corpus = new ArrayList<>(DatagramTarget.seeds());
        corpus.addAll(RecordedDatagrams.of(Optional.empty()));
        corpus.addAll(RecordedDatagrams.of(Optional.of(key)));
        assertThat(corpus).hasSizeGreaterThan(100);
        Jazzer.run(
                new Jazzer.Target(
                        DatagramTarget.class.getName(), List.of("dev.mortise.protocol.**", "us.hebi.**"), 2_000),
                corpus,
                directory);
    }

    @Test
    void whateverStandsInABodyItIsTakenOrRefused() throws Exception {
        Jazzer.run(
                new Jazzer.Target(
                        HttpTarget.class.getName(),
                        List.of("dev.mortise.controller.adapter.web.**", "tools.jackson.core.json.**"),
                        BODY_MAX_BYTES),
                RecordedRequests.of(directory).stream()
                        .filter(request -> request.verb().equals("POST"))
                        .map(HttpTarget::seed)
                        .toList(),
                directory);
    }

    @Test
    void whateverARequestLooksLikeItIsAnsweredOrCutOff() throws Exception {
        Jazzer.run(
                new Jazzer.Target(
                        HttpRequestTarget.class.getName(),
                        List.of("dev.mortise.controller.adapter.web.**", "io.javalin.router.**"),
                        BODY_MAX_BYTES),
                RecordedRequests.of(directory).stream()
                        .map(RecordedRequests.Request::whole)
                        .toList(),
                directory);
    }

    @Test
    void whateverStandsInAFileItIsReadOrItsFaultsAreTold() throws Exception {
        Jazzer.run(
                new Jazzer.Target(
                        FilesTarget.class.getName(),
                        List.of("dev.mortise.controller.config.**", "org.snakeyaml.**"),
                        FILE_MAX_BYTES),
                FilesTarget.seeds(),
                directory);
    }
}
