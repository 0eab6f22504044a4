package dev.mortise.controller.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** The text of a YAML file, and what YAML has that our files do not: a second document, aliases, other encodings. */
final class YamlText {

    /** A plant of 200 cells, the most there may be, takes a third of it. */
    static final int FILE_MAX_BYTES = 1_000_000;

    private YamlText() {}

    /** Text, or the fault that keeps it from being one. */
    record Read(String text, Optional<Fault> fault) {}

    static Read read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > FILE_MAX_BYTES) {
            return broken(new Fault(file, 0, 0, "", bytes + " bytes", "at most " + FILE_MAX_BYTES + " bytes"));
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        boolean text = !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true)
                .isError();
        String decoded = out.flip().toString();
        if (!text) {
            return broken(new Fault(
                    file,
                    (int) decoded.chars().filter(character -> character == '\n').count() + 1,
                    decoded.length() - decoded.lastIndexOf('\n'),
                    "",
                    "byte 0x%02x".formatted(in.get(in.position()) & 0xff),
                    "UTF-8 text"));
        }
        return new Read(decoded, unprintable(file, decoded));
    }

    /** What would be read otherwise than a person meant it; {@code mapper} throws on what is no YAML at all. */
    static Optional<Fault> strange(Path file, String text, YAMLMapper mapper) {
        int depth = 0;
        int documents = 0;
        try (JsonParser parser = mapper.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                documents += depth == 0 && !token.isStructEnd() ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (documents > 1) {
                    return Optional.of(at(file, parser.currentTokenLocation(), "a second document", "one document"));
                }
                if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    return Optional.of(at(
                            file,
                            parser.currentTokenLocation(),
                            "the alias '*" + parser.getString() + "'",
                            "the value itself; aliases are not read"));
                }
            }
        }
        return documents == 1
                ? Optional.empty()
                : Optional.of(new Fault(file, 1, 1, "", "nothing", "a mapping with the keys of its kind"));
    }

    /** What the parser says, at the place where the text goes wrong rather than where the last value was read. */
    static Fault notYaml(Path file, JacksonException e) {
        Optional<Mark> mark = Optional.ofNullable(e.getCause())
                .filter(MarkedYamlEngineException.class::isInstance)
                .map(MarkedYamlEngineException.class::cast)
                .flatMap(MarkedYamlEngineException::getProblemMark);
        TokenStreamLocation last = e.getLocation();
        return new Fault(
                file,
                mark.map(place -> place.getLine() + 1).orElse(last == null ? 0 : last.getLineNr()),
                mark.map(place -> place.getColumn() + 1).orElse(last == null ? 0 : last.getColumnNr()),
                "",
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""),
                "YAML 1.2");
    }

    /** The parser names such a character without its place. */
    private static Optional<Fault> unprintable(Path file, String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' && "\t\r\n".indexOf(character) < 0) {
                return Optional.of(
                        new Fault(file, line, column, "", "character U+%04X".formatted((int) character), "YAML 1.2"));
            }
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
        }
        return Optional.empty();
    }

    private static Fault at(Path file, TokenStreamLocation place, String found, String expected) {
        return new Fault(file, place.getLineNr(), place.getColumnNr(), "", found, expected);
    }

    private static Read broken(Fault fault) {
        return new Read("", Optional.of(fault));
    }
}
