package dev.swell.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "dev.swell", importOptions = DoNotIncludeTests.class)
class ArrowsTest {

    /** Its name is given to the users, so it stands beside the API; it belongs to the command line. */
    private static final String MAIN = "dev.swell.Main";

    private static final String[] RUNTIME = {"dev.swell.runtime..", "dev.swell.junit5.."};

    @ArchTest
    static final ArchRule arrowsPointDown = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("cli").definedBy("dev.swell.runtime.cli..")
            .layer("attached").definedBy("dev.swell.runtime.attached..")
            .layer("junit5").definedBy("dev.swell.junit5..")
            .layer("control").definedBy("dev.swell.runtime.control..")
            .layer("dev").definedBy("dev.swell.runtime.dev..")
            .layer("live").definedBy("dev.swell.runtime.live..")
            .layer("apollo").definedBy("dev.swell.runtime.apollo..")
            .layer("watch").definedBy("dev.swell.runtime.watch..")
            .layer("master").definedBy("dev.swell.runtime.master..")
            .layer("rest").definedBy("dev.swell.runtime.rest..")
            .layer("engines").definedBy("dev.swell.runtime.http..", "dev.swell.runtime.socket..",
                    "dev.swell.runtime.async..", "dev.swell.runtime.cron..", "dev.swell.runtime.process..",
                    "dev.swell.runtime.table..", "dev.swell.runtime.observe..")
            .layer("worker").definedBy("dev.swell.runtime.worker..")
            .layer("timer").definedBy("dev.swell.runtime.timer..")
            .layer("config").definedBy("dev.swell.runtime.config..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("attached").mayNotBeAccessedByAnyLayer()
            .whereLayer("dev").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("live").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("apollo").mayNotBeAccessedByAnyLayer()
            .whereLayer("watch").mayOnlyBeAccessedByLayers("dev", "live")
            .whereLayer("junit5").mayNotBeAccessedByAnyLayer()
            .whereLayer("rest").mayNotBeAccessedByAnyLayer()
            .whereLayer("control").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("master").mayOnlyBeAccessedByLayers("cli", "control", "attached", "junit5")
            .whereLayer("engines").mayOnlyBeAccessedByLayers("cli", "control", "attached", "junit5", "master",
                    "rest")
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("cli", "control", "attached", "junit5", "dev", "master", "rest", "engines")
            .whereLayer("timer").mayOnlyBeAccessedByLayers("control", "attached", "junit5", "master", "engines")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("cli", "control", "attached", "junit5", "dev", "live", "apollo", "master",
                    "engines", "worker");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().assignedFrom(new PackageOfClass()).should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule containersAreMetInTheWorkerOnly = noClasses()
            .that().resideInAPackage("dev.swell.runtime..")
            .and().resideOutsideOfPackages("dev.swell.runtime.worker..", "dev.swell.runtime.attached..",
                    "dev.swell.runtime.rest..")
            .should().dependOnClassesThat().resideInAPackage("jakarta.enterprise..");

    @ArchTest
    static final ArchRule extensionKnowsNoRuntime = noClasses()
            .that().resideOutsideOfPackages(RUNTIME).and().doNotHaveFullyQualifiedName(MAIN)
            .should().dependOnClassesThat().resideInAnyPackage(RUNTIME);

    private static final class PackageOfClass implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getName().equals(MAIN) ? SliceIdentifier.ignore() : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
