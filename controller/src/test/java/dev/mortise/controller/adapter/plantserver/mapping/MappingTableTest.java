package dev.mortise.controller.adapter.plantserver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the domain to the models, as the tables of plant-server-mapping.md: a row for every word that the domain has. Whoever
 * adds a word, or changes what one is in a model, changes the page that clients are written by.
 */
class MappingTableTest {

    private static final Path PAGE = Path.of("plant-server-mapping.md");

    static Stream<Table> tables() {
        return MappingTables.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyWordOfTheDomainIsInTheModelsWhatTheManualSays(Table table) throws IOException {
        List<String> page = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(table.header()))
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(page).as("%s has no table %s", PAGE, table).hasSizeGreaterThan(2);
        assertThat(page.subList(2, page.size())).containsExactlyElementsOf(table.rows());
    }

    @Test
    void theManualHasNoTableThatNobodyHoldsToTheMapping() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> headers = Stream.iterate(0, i -> i + 1)
                .limit(page.size() - 1L)
                .filter(i -> page.get(i + 1).startsWith("|---"))
                .map(page::get)
                .toList();

        assertThat(headers)
                .containsExactlyInAnyOrderElementsOf(tables().map(Table::header).toList());
    }
}
