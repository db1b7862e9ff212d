package org.fangpin110;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imports point down: the root wires doors, doors use records, records use rules, everything may stand on platform. */
class ArchitectureTest {
    private static final String ROOT = "org.fangpin110";
    private static final Set<String> DOORS = Set.of(
            "intake",
            "aftercare",
            "casework",
            "notification",
            "escalation",
            "lead",
            "insight",
            "gazetteer",
            "feed",
            "leaflet");
    private static final Set<String> RECORDS = Set.of(
            "report",
            "casefile",
            "household",
            "unit",
            "staff",
            "resident",
            "policy",
            "attachment",
            "audit",
            "form",
            "notice",
            "infocheck",
            "separation",
            "revisit");
    private static final Set<String> RULES = Set.of("workflow", "routing", "matching", "risk", "deadline", "screening");
    /** What a rule may know of units: values, held in memory, without a word of SQL or HTTP. */
    private static final Set<String> UNIT_VALUES = Set.of(
            "EntryCode",
            "Unit",
            "UnitAlias",
            "UnitCode",
            "UnitKind",
            "UnitName",
            "UnitRange",
            "UnitTable",
            "UnitTableVersion");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageHasItsPlaceInTheHouse() {
        Set<String> known = Stream.of(DOORS, RECORDS, RULES, Set.of("platform", "sandbox"))
                .flatMap(Set::stream)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());

        assertThat(CODE.getPackage(ROOT).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @Test
    void importsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .withOptionalLayers(true)
                .layer("root")
                .definedBy(ROOT)
                .layer("sandbox")
                .definedBy(ROOT + ".sandbox..")
                .layer("doors")
                .definedBy(packages(DOORS))
                .layer("records")
                .definedBy(packages(RECORDS))
                .layer("rules")
                .definedBy(packages(RULES))
                .layer("platform")
                .definedBy(ROOT + ".platform..")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("doors")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("records")
                .mayOnlyBeAccessedByLayers("root", "doors")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("root", "doors", "records")
                .ignoreDependency(resideInAPackage(ROOT + ".routing.."), unitValues())
                .check(CODE);
    }

    @Test
    void doorsMeetOnlyInTheRecords() {
        slices().matching(ROOT + ".(" + String.join("|", DOORS) + ")..")
                .should()
                .notDependOnEachOther()
                .check(CODE);
    }

    @Test
    void noPartOfTheHouseLeansOnItself() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOT + ".routing.."), unitValues())
                .check(CODE);
        slices().matching(ROOT + ".platform.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void rulesArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(RULES))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.vertx..", "java.sql..", "java.net..", "java.util.concurrent..", "org.slf4j..")
                        .or(resideInAPackage(ROOT + ".platform..")
                                .and(DescribedPredicate.not(resideInAPackage(ROOT + ".platform.problem..")))))
                .check(CODE);
    }

    @Test
    void theUnitsThatRulesKnowAreValues() {
        noClasses()
                .that(unitValues())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "java.sql..", ROOT + ".platform.http..", ROOT + ".platform.db..")
                .check(CODE);
    }

    @Test
    void onlyRepositoriesAndTheirLikeSpeakSql() {
        DescribedPredicate<JavaCall<?>> sql = DescribedPredicate.describe(
                "SQL",
                call -> Set.of("query", "preparedQuery").contains(call.getName())
                        && call.getTargetOwner().isAssignableTo(SqlClient.class));
        noClasses()
                .that(DescribedPredicate.not(speaksSql()))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("it is SQL", sql::test))
                .check(CODE);
    }

    @Test
    void onlyTheWebPlatformTouchesRoutingContexts() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".platform.http..", ROOT + ".sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .check(CODE);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(CODE.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(part ->
                        assertThat(part.tryGetPackageInfo()).as(part.getName()).isPresent());
    }

    @Test
    void noClassIsABagOfOddsAndEnds() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?")
                .check(CODE);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..dto..", "..model..")
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> unitValues() {
        return DescribedPredicate.describe(
                "values of unit",
                type -> type.getPackageName().equals(ROOT + ".unit")
                        && UNIT_VALUES.contains(type.getName().replaceAll("^.*\\.|\\$.*$", "")));
    }

    private static DescribedPredicate<JavaClass> speaksSql() {
        List<String> named = List.of("Repository", "Store", "Outbox", "AuditTrail");
        return DescribedPredicate.describe(
                "speak SQL",
                type -> type.getPackageName().equals(ROOT + ".platform.db")
                        || named.stream().anyMatch(type.getName().replaceAll("\\$.*$", "")::endsWith));
    }

    private static String[] packages(Set<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }
}
