package io.netstacks.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The floors, and what holds on all of them; this module sees them all. */
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.netstacks");

    /** The adapters of the floor above core. */
    private static final String DISPATCHERS = "io.netstacks.adapter.dbscheduler..";

    @Test
    void the_rules_see_the_house() {
        assertThat(HOUSE).hasSizeGreaterThan(200);
    }

    @Test
    void floors_know_only_floors_below() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("spi")
                .definedBy("io.netstacks.spi..")
                .layer("testkit")
                .definedBy("io.netstacks.testkit..")
                .layer("core")
                .definedBy("io.netstacks.core..")
                .layer("adapters")
                .definedBy(resideInAPackage("io.netstacks.adapter..")
                        .and(DescribedPredicate.not(resideInAPackage(DISPATCHERS))))
                .layer("dispatchers")
                .definedBy(DISPATCHERS)
                .layer("tasks")
                .definedBy("io.netstacks.tasks..")
                .layer("agent")
                .definedBy("io.netstacks.agent..")
                .layer("examples")
                .definedBy("io.netstacks.examples..")
                .whereLayer("spi")
                .mayNotAccessAnyLayer()
                .whereLayer("testkit")
                .mayOnlyAccessLayers("spi")
                .whereLayer("core")
                .mayOnlyAccessLayers("spi")
                .whereLayer("adapters")
                .mayOnlyAccessLayers("spi", "core")
                .whereLayer("dispatchers")
                .mayOnlyAccessLayers("spi", "core", "tasks")
                .whereLayer("tasks")
                .mayOnlyAccessLayers("spi", "core")
                .whereLayer("agent")
                .mayOnlyAccessLayers("spi", "core", "tasks")
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer()
                .check(HOUSE);
    }

    @Test
    void the_spi_knows_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage("io.netstacks.spi..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.netstacks.spi..", "java..", "org.jspecify..")
                .check(HOUSE);
    }

    @Test
    void internal_packages_are_not_used_from_another_module() {
        noClasses()
                .should(new ArchCondition<JavaClass>("use internals of another module") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            String target = dependency.getTargetClass().getPackageName();
                            if (target.contains(".internal") && !module(target).equals(module(type.getPackageName()))) {
                                events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
                            }
                        }
                    }
                })
                .check(HOUSE);
    }

    private static String module(String packageName) {
        String[] parts = packageName.split("\\.", -1);
        return parts.length < 3 ? packageName : parts[2].equals("adapter") ? parts[2] + parts[3] : parts[2];
    }

    @Test
    void nothing_beneath_imports_the_facade_of_its_module() {
        for (String module : new String[] {"core", "tasks"}) {
            noClasses()
                    .that()
                    .resideInAPackage("io.netstacks." + module + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netstacks." + module)
                    .check(HOUSE);
        }
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.netstacks.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void only_the_examples_write_to_standard_streams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.netstacks.examples..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(HOUSE);
    }

    @Test
    void nobody_uses_java_util_logging_or_throws_generic_exceptions() {
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(HOUSE);
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                unmarked.add(type.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void simple_names_are_unique() {
        Map<String, Set<String>> byName = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                byName.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getName());
            }
        }
        byName.values().removeIf(names -> names.size() == 1);
        assertThat(byName.values()).isEmpty();
    }

    @Test
    void every_jar_carries_its_licence() {
        Set<String> roots = new TreeSet<>();
        HOUSE.forEach(type -> {
            String file = type.getSource().orElseThrow().getUri().toString();
            roots.add(file.substring(0, file.lastIndexOf("io/netstacks/")));
        });

        assertThat(roots).hasSize(12).allSatisfy(root -> {
            assertThat(text(root + "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(root + "META-INF/NOTICE")).contains("NetStacks");
        });
    }

    private static String text(String address) throws IOException {
        try (InputStream bytes = URI.create(address).toURL().openStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shared_state_is_not_kept_in_statics() {
        classes()
                .that(are(new DescribedPredicate<JavaClass>("ours") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith("io.netstacks");
                    }
                }))
                .should(new ArchCondition<JavaClass>("have final static fields only") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getFields().stream()
                                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .forEach(field -> events.add(
                                        SimpleConditionEvent.violated(field, field.getFullName() + " is not final")));
                    }
                })
                .check(HOUSE);
    }
}
