package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.process.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.core.types.DynamicEnumType;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tightening system takes screws as joining results of OPC 40450-1, decoded by the definitions that the server has. */
@Tag("wire")
class JoiningResultsTest extends AClientOfAPlant {

    private static final int UNKNOWN = -1;
    private static final List<Measurement> TWO = List.of(
            new Measurement("torque[1]", 5.07, "N·m"),
            new Measurement("angle[1]", 61.5, "deg"),
            new Measurement("torque[2]", 5.21, "N·m"),
            new Measurement("angle[2]", 58.25, "deg"));

    private ResultClient results;

    @BeforeEach
    void aTighteningSystem() {
        results = new ResultClient(client, plant);
    }

    private void measured(List<Measurement> measured) {
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        plant.board.put(AScrewedBuild.measured("R-1", measured));
    }

    @Test
    void screwsOfOneStepAreABatchOfResultsEachWithItsOwnId() throws Exception {
        measured(TWO);

        DynamicStructType whole = result("R-1/audit/1");
        assertThat(lines(member(whole, "ResultMetaData")))
                .contains(
                        "type JoiningResultMetaDataType",
                        "ResultId R-1/audit/1",
                        "StepId audit",
                        "JobId R-1",
                        "PartId FRAME-7",
                        "ResultEvaluation OK",
                        "JoiningTechnology Tightening",
                        "Name Torque audit",
                        "Classification 3",
                        "AssociatedEntities rack R-1 21, part FRAME-7 22, operation audit 26, cell TRAY-A 36");
        List<DynamicStructType> screws = content(whole, "ResultDataType");
        assertThat(screws).hasSize(2);
        assertThat(lines(member(screws.get(1), "ResultMetaData")))
                .contains(
                        "ResultId R-1/audit/1#tighten.2",
                        "Classification 1",
                        "Name tighten.2",
                        "ResultEvaluation OK",
                        "AssociatedEntities rack R-1 21, part FRAME-7 22, operation audit 26, cell TRAY-A 36,"
                                + " joint audit/tighten.2 23");
    }

    @Test
    void everyValueOfAScrewIsThatOfTheEvidenceWithItsLimitsTargetAndUnit() throws Exception {
        measured(TWO);

        List<DynamicStructType> screws = content(result("R-1/audit/1"), "ResultDataType");

        assertThat(values(screws.get(0)))
                .containsExactly(
                        List.of(
                                "type ResultValueDataType",
                                "MeasuredValue 5.07",
                                "Name torque[1]",
                                "ResultEvaluation OK",
                                "LowLimit 4.6",
                                "HighLimit 5.6",
                                "TargetValue 5.1",
                                "ResultStep tighten",
                                "PhysicalQuantity 2",
                                "EngineeringUnits N·m 20053"),
                        List.of(
                                "type ResultValueDataType",
                                "MeasuredValue 61.5",
                                "Name angle[1]",
                                "ResultEvaluation OK",
                                "LowLimit 20.0",
                                "ResultStep tighten",
                                "PhysicalQuantity 3",
                                "EngineeringUnits ° 17476"));
        assertThat(values(screws.get(1)).stream().map(lines -> lines.get(1) + ", " + lines.get(2)))
                .containsExactly("MeasuredValue 5.21, Name torque[2]", "MeasuredValue 58.25, Name angle[2]");
    }

    @Test
    void theOnlyScrewOfAnAttemptIsItsSingleResult() throws Exception {
        measured(List.of(new Measurement("torque", 5.07, "N·m"), new Measurement("angle", 61.5, "deg")));

        DynamicStructType whole = result("R-1/audit/1");

        assertThat(lines(member(whole, "ResultMetaData"))).contains("Classification 1", "ResultId R-1/audit/1");
        assertThat(content(whole, "JoiningResultDataType")).hasSize(1);
        assertThat(values(whole).get(0)).contains("MeasuredValue 5.07", "TargetValue 5.1", "PhysicalQuantity 2");
    }

    @Test
    void aScrewIsFoundByItsIdAndOneThatWasNotTightenedIsNot() throws Exception {
        measured(TWO);

        DynamicStructType screw = result("R-1/audit/1#tighten.2");

        assertThat(lines(member(screw, "ResultMetaData"))).contains("ResultId R-1/audit/1#tighten.2");
        assertThat(values(screw).get(0)).contains("MeasuredValue 5.21");
        assertThat(results.raw("R-1/audit/1#tighten.3")[2].value()).isEqualTo(UNKNOWN);
        assertThat(results.list().ids()).as("an attempt is listed once").containsExactly("R-1/audit/1");
    }

    @Test
    void ofAFailedAttemptAScrewOutsideItsLimitsIsNotOkAndOfTheOthersNobodyDecides() throws Exception {
        measured(List.of(
                new Measurement("torque[1]", 4.2, "N·m"),
                new Measurement("angle[1]", 61.5, "deg"),
                new Measurement("torque[2]", 5.21, "N·m"),
                new Measurement("angle[2]", 58.25, "deg")));

        DynamicStructType whole = result("R-1/audit/1");
        List<DynamicStructType> screws = content(whole, "ResultDataType");

        assertThat(lines(member(whole, "ResultMetaData"))).contains("ResultEvaluation NotOK");
        assertThat(lines(member(screws.get(0), "ResultMetaData"))).contains("ResultEvaluation NotOK");
        assertThat(lines(member(screws.get(1), "ResultMetaData"))).contains("ResultEvaluation NotDecidable");
        assertThat(values(screws.get(0)).get(0)).contains("MeasuredValue 4.2", "ResultEvaluation NotOK");
    }

    @Test
    void whatTheAttemptLeftBesideIsThereAsOfAnyOtherResult() throws Exception {
        measured(TWO);

        assertThat(content(result("R-1/audit/1"), "ISA95ParameterDataType"))
                .extracting(parameter -> parameter.getMembers().get("ID"))
                .contains("Worth", "StartTime", "EndTime", "Verdict", "Cell", "tighten.torque[2]", "tighten.serial");
    }

    private DynamicStructType result(String id) throws UaException {
        Variant[] outputs = results.raw(id);
        assertThat(outputs[2].value()).as("error of " + id).isEqualTo(0);
        return (DynamicStructType) decoded(requireNonNull(outputs[1].value()));
    }

    private Object decoded(Object sent) throws UaException {
        return sent instanceof ExtensionObject wrapped ? wrapped.decode(client.getDynamicEncodingContext()) : sent;
    }

    private static DynamicStructType member(DynamicStructType of, String name) {
        return (DynamicStructType) requireNonNull(of.getMembers().get(name));
    }

    /** Parts of the content of this type. */
    private List<DynamicStructType> content(DynamicStructType result, String type) throws UaException {
        List<DynamicStructType> all = new ArrayList<>();
        for (Variant one : (Variant[]) requireNonNull(result.getMembers().get("ResultContent"))) {
            DynamicStructType part = (DynamicStructType) decoded(requireNonNull(one.value()));
            if (type.equals(part.getDataType().getBrowseName().name())) {
                all.add(part);
            }
        }
        return all;
    }

    /** Each measured value of a screw. */
    private List<List<String>> values(DynamicStructType screw) throws UaException {
        List<List<String>> all = new ArrayList<>();
        DynamicStructType joined = content(screw, "JoiningResultDataType").get(0);
        for (Object value : (Object[]) requireNonNull(joined.getMembers().get("OverallResultValues"))) {
            all.add(lines((DynamicStructType) value));
        }
        return all;
    }

    /** The fields that are there, as NAME VALUE. */
    private static List<String> lines(DynamicStructType structure) {
        List<String> all = new ArrayList<>();
        all.add("type " + structure.getDataType().getBrowseName().name());
        structure.getMembers().forEach((name, value) -> all.add(name + " " + text(value)));
        return all;
    }

    private static String text(Object value) {
        if (value instanceof DynamicEnumType enumerated) {
            return String.valueOf(enumerated.getName());
        }
        if (value instanceof LocalizedText words) {
            return String.valueOf(words.text());
        }
        if (value instanceof DynamicStructType unit
                && unit.getMembers().get("DisplayName") instanceof LocalizedText symbol) {
            return symbol.text() + " " + unit.getMembers().get("UnitId");
        }
        if (value instanceof Object[] many) {
            List<String> each = new ArrayList<>();
            for (Object one : many) {
                Map<String, Object> fields = ((DynamicStructType) one).getMembers();
                each.add(fields.get("Name") + " " + fields.get("EntityId") + " " + fields.get("EntityType"));
            }
            return String.join(", ", each);
        }
        return String.valueOf(value);
    }
}
