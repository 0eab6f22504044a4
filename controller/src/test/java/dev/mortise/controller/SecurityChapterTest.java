package dev.mortise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chapter promises what a test shows, or says that there is nothing. */
class SecurityChapterTest {

    private static final Path CHAPTER = Path.of("security.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)`");
    private static final Pattern REQUIREMENT = Pattern.compile("\\| (\\d\\.\\d+) \\| .*");
    private static final int COLUMNS = 4;

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = TEST.matcher(Files.readString(CHAPTER))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(30).isSubsetOf(tests());
    }

    @Test
    void everyRequirementIsShownOrItSaysNoOrNamesWhatChecksIt() throws IOException {
        List<String> rows = Files.readAllLines(CHAPTER).stream()
                .filter(line -> REQUIREMENT.matcher(line).matches())
                .toList();

        assertThat(rows).hasSizeGreaterThan(35).allSatisfy(row -> {
            assertThat(row.substring(2).split(" \\| ", -1)).as(row).hasSize(COLUMNS);
            assertThat(TEST.matcher(row).find() || row.matches(".*(\\*[Nn]o\\*|\\*No\\.\\*|deploy/test).*"))
                    .as(row)
                    .isTrue();
        });
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
