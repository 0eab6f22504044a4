package dev.mortise.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Functional core, thin shells: who may know whom. */
@AnalyzeClasses(packages = "dev.mortise.controller", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    private static final String ROOT = "dev.mortise.controller";

    @ArchTest
    static final ArchRule theCoreKnowsNothingButItselfAndTheLanguage = classes()
            .that()
            .resideInAPackage(ROOT + ".domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".domain..",
                    "dev.mortise.protocol.motion..",
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.nio.charset..",
                    "java.security..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule theCoreReadsNoClock = noClasses()
            .that()
            .resideInAPackage(ROOT + ".domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule portsSpeakTheDomainsWords = classes()
            .that()
            .resideInAPackage(ROOT + ".port..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + ".port..", ROOT + ".domain..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nobodyButTheActorsTheStoreAndTheWiringKnowsAkka = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".actor..", ROOT + ".adapter.store..", ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("akka..");

    @ArchTest
    static final ArchRule nobodyButThePlcLinkAndThePlantServerKnowsOpcUa = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".adapter.plc..", ROOT + ".adapter.plantserver..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.milo..");

    @ArchTest
    static final ArchRule theRealTimePathKnowsNeitherAkkaNorOpcUaNorLogsInItsLoop = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".adapter.realtime..", ROOT + ".adapter.engine..", ROOT + ".domain.motion..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("akka..", "org.eclipse.milo..", "io.javalin..");

    @ArchTest
    static final ArchRule actorsKnowPortsNotAdapters = noClasses()
            .that()
            .resideInAPackage(ROOT + ".actor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".adapter..", ROOT + ".config..", ROOT + ".command..");

    @ArchTest
    static final ArchRule theCommandLineTalksToARunningControllerOverHttpOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + ".command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".adapter..", ROOT + ".actor..", ROOT + ".domain..");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesInsideTheCore =
            slices().matching(ROOT + ".domain.(*)..").should().beFreeOfCycles();
}
