package dev.mortise.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.mortise.sim.plc.PlcProgram;
import java.time.Instant;

/** What the simulated plant is made of may be used without the rest: physics without a wire, a robot without a world. */
@AnalyzeClasses(packages = "dev.mortise.sim", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule thePlantKnowsNothingOfTheController =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.mortise.controller..");

    @ArchTest
    static final ArchRule toolsKnowPhysicsAlone = noClasses()
            .that()
            .resideInAPackage("..sim.tool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..sim.world..", "..sim.plc..", "..sim.robot..", "..sim.config..", "dev.mortise.protocol..");

    @ArchTest
    static final ArchRule aRobotTouchesAWorkpieceAndKnowsNoWorld = noClasses()
            .that()
            .resideInAPackage("..sim.robot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..sim.world..", "..sim.plc..", "..sim.tool..", "..sim.config..");

    @ArchTest
    static final ArchRule theWorldKnowsNoPlcAndNoWire = noClasses()
            .that()
            .resideInAPackage("..sim.world..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..sim.plc..", "..sim.config..", "java.net..");

    @ArchTest
    static final ArchRule aWireKnowsNothingOfWhatGoesThroughIt = noClasses()
            .that()
            .resideInAPackage("..sim.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..sim.world..",
                    "..sim.plc..",
                    "..sim.robot..",
                    "..sim.tool..",
                    "..sim.config..",
                    "dev.mortise.protocol..");

    @ArchTest
    static final ArchRule opcUaIsSpokenByThePlcsAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..sim.plc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.milo..");

    /** Time comes in with the scan, the cycle or a Clock: only the threads that make it may look at it. */
    @ArchTest
    static final ArchRule nobodyLooksAtAClockOfHisOwn = noClasses()
            .that()
            .resideInAnyPackage("..sim.world..", "..sim.tool..")
            .or()
            .belongToAnyOf(PlcProgram.class)
            .or()
            .haveSimpleName("UnitMachine")
            .or()
            .haveSimpleName("SimulatedRobot")
            .or()
            .haveSimpleName("RobotPeer")
            .or()
            .haveSimpleName("Way")
            .or()
            .haveSimpleName("SeededFates")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");
}
