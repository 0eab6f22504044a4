package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables that the plant server makes its types from, beside the published files. With {@code -Dmortise.facts=write} the
 * tables are made anew instead.
 */
@Tag("system")
class TypeModelsTest {

    private static final Path FILES =
            Product.repository().resolve("deploy/clients/node_modules/node-opcua-nodesets/nodesets");
    private static final Path TABLES =
            Product.repository().resolve("controller/src/main/resources/dev/mortise/controller/adapter/plantserver");

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "di.jsonl, Opc.Ua.Di.NodeSet2.xml",
        "ia.jsonl, Opc.Ua.IA.NodeSet2.xml",
        "machinery.jsonl, Opc.Ua.Machinery.NodeSet2.xml",
        "machinery-result.jsonl, Opc.Ua.Machinery_Result.NodeSet2.xml",
        "robotics.jsonl, Opc.Ua.Robotics.NodeSet2.xml",
        "amb.jsonl, Opc.Ua.AMB.NodeSet2.xml",
        "machinery-jobs.jsonl, Opc.Ua.Machinery.Jobs.Nodeset2.xml",
        "ijt-base.jsonl, Opc.Ua.Ijt.Base.NodeSet2.xml",
        "packml.jsonl, Opc.Ua.PackML.NodeSet2.xml",
        "isa95-job-control.jsonl, opc.ua.isa95-jobcontrol.nodeset2.xml"
    })
    void theTableSaysWhatThePublishedFileSaysNodeByNode(String table, String published) throws IOException {
        ForeignClients.installed();
        List<String> facts = NodeSetFacts.of(FILES.resolve(published));
        if ("write".equals(System.getProperty("mortise.facts"))) {
            Files.createDirectories(TABLES);
            Files.write(TABLES.resolve(table), facts);
        }

        assertThat(Files.readAllLines(TABLES.resolve(table))).isEqualTo(facts);
    }
}
