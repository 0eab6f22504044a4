package dev.mortise.controller.adapter.plantserver.mapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.port.PlantView.CellView;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** From the domain to the models there is one way: the rest of the plant server has no numbers and no status of its own. */
@AnalyzeClasses(
        packages = "dev.mortise.controller.adapter.plantserver",
        importOptions = ImportOption.DoNotIncludeTests.class)
class MappingRoomTest {

    private static final String SERVER = "dev.mortise.controller.adapter.plantserver";
    private static final String ROOM = SERVER + ".mapping";

    private static final Pattern NODES = Pattern.compile(
            "WellKnownRole_(Observer|Operator|Supervisor|Engineer)|(System|Maintenance|Process)ConditionClassType"
                    + "|ShelvedStateMachineType_(Unshelved|TimedShelved|OneShotShelved)");

    /** Javac keeps the constants of a switch in a field that is named by their enum. */
    @ArchTest
    static final ArchRule nobodyElseSwitchesOverWordsOfTheDomain = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(SERVER)
            .should()
            .haveNameMatching("\\$SwitchMap\\$dev\\$mortise\\$controller\\$(domain|port)\\$.*")
            .andShould()
            // these lead into the domain: what the line does for a method, and what a line of the history made of an
            // alarm
            .haveNameNotMatching(".*\\$(JobAct|AlarmEntry\\$What)");

    /** Statuses of answers to requests are no statuses of values: these tell of no value. */
    @ArchTest
    static final ArchRule nobodyElseSaysHowWellAValueIsKnown = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .haveNameNotMatching(
                    ".*\\.(AlarmPast|Alarms|FencedServer|HalfRead|LineNamespace|Method|PushedItems)(\\$.*)?")
            .should()
            .callConstructor(StatusCode.class, long.class)
            .orShould()
            .accessField(StatusCode.class, "GOOD");

    @ArchTest
    static final ArchRule nobodyElseKnowsUnitsByTheirCodes = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .callConstructor(
                    EUInformation.class, String.class, Integer.class, LocalizedText.class, LocalizedText.class);

    @ArchTest
    static final ArchRule nobodyElseKnowsNodesThatStandForWords = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .accessFieldWhere(new DescribedPredicate<JavaFieldAccess>("a node stands for a word of the domain") {
                @Override
                public boolean test(JavaFieldAccess access) {
                    return NODES.matcher(access.getTarget().getName()).matches();
                }
            });

    @ArchTest
    static final ArchRule nobodyElseKnowsNumbersOfStatesAndModes = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .callMethod(UnitState.class, "number")
            .orShould()
            .callMethod(UnitMode.class, "number")
            .orShould()
            .callMethod(Enum.class, "ordinal");

    @ArchTest
    static final ArchRule nobodyElseDecidesWhetherACellIsHeard = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .callMethod(CellView.class, "unitState")
            .orShould()
            .callMethod(CellView.class, "unitMode")
            .orShould()
            .callMethod(CellView.class, "link");

    @ArchTest
    static final ArchRule theRoomKnowsWordsAndNothingOfTheServer = classes()
            .that()
            .resideInAPackage(ROOM)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOM,
                    "dev.mortise.controller.domain..",
                    "dev.mortise.controller.port..",
                    "org.eclipse.milo.opcua.stack.core..",
                    "java..",
                    "org.jspecify..");
}
