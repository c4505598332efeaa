package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.Template;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateQuery;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.TemplateSummary;
import io.netstacks.spi.template.TemplateText;
import io.netstacks.spi.template.TemplateUse;
import io.netstacks.spi.template.TemplateVersion;
import io.netstacks.spi.template.VariableDeclaration;
import io.netstacks.spi.template.VariableValues;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about templates. */
interface StorageTemplateTests extends StorageSubject {

    private static TemplateDraft draft(String name, TemplateKind kind, String text) {
        return new TemplateDraft(name, TemplateDetails.of(kind), text, "user:kim");
    }

    private static TemplateDraft deploy(String name, String text) {
        return draft(name, TemplateKind.DEPLOY, text);
    }

    private TemplateStore templates() {
        return stores().templates();
    }

    private List<String> names(TemplateQuery query, PageRequest page) {
        return templates().list(query, page).items().stream()
                .map(row -> row.value().name())
                .toList();
    }

    @Test
    default void a_template_comes_back_with_every_part() {
        TemplateDetails details = new TemplateDetails(
                TemplateKind.DEPLOY,
                Set.of("cisco_", "arista_eos " + ANY_UNICODE),
                Optional.of("check.j2"),
                Optional.of("remove " + ANY_UNICODE),
                List.of(
                        VariableDeclaration.required("vlan").describedAs(ANY_UNICODE),
                        VariableDeclaration.optional("mtu", 9000),
                        VariableDeclaration.optional("servers", List.of("a", Map.of("port", 53))),
                        VariableDeclaration.secret("community"),
                        new VariableDeclaration(
                                "key", "", false, Optional.of(new SecretReference("env:SNMP_KEY")), true)),
                ANY_UNICODE);
        String text = "vlan {{ vlan }}\r\n" + ANY_UNICODE + "x".repeat(100_000) + "\n";

        Stored<Template> created =
                templates().create(new TemplateDraft("vlan.j2", details, text, "user:" + ANY_UNICODE));

        TemplateVersion first = TemplateVersion.of(1, text, "user:" + ANY_UNICODE, NOW.truncatedTo(ChronoUnit.MICROS));
        assertThat(created.value()).isEqualTo(new Template("vlan", details, new TemplateText(first, text)));
        assertThat(created.version()).isEqualTo(1);
        assertThat(templates().find("vlan")).contains(created);
        assertThat(templates().find("vlan.j2")).contains(created);
        assertThat(templates().version("vlan.j2", 1)).contains(new TemplateText(first, text));
        assertThat(templates().list(TemplateQuery.all(), PageRequest.first()).items())
                .singleElement()
                .extracting(Stored::value)
                .isEqualTo(new TemplateSummary("vlan", details, first));
        assertThat(templates().find("unknown")).isEmpty();
        assertThat(templates().find(".j2")).isEmpty();
    }

    @Test
    default void each_new_text_becomes_a_version_and_the_old_ones_stay_as_they_were() {
        templates().create(deploy("vlan", "one"));
        templates().update(new TemplateDraft("vlan.j2", TemplateDetails.of(TemplateKind.DEPLOY), "two", "user:lee"), 1);
        Stored<Template> same = templates()
                .update(
                        new TemplateDraft(
                                "vlan",
                                TemplateDetails.of(TemplateKind.DEPLOY).describedAs("better"),
                                "two",
                                "user:max"),
                        2);
        Stored<Template> again = templates().update(deploy("vlan", "one"), 3);

        assertThat(same.value().version().number())
                .as("only what is said about it is new")
                .isEqualTo(2);
        assertThat(same.value().version().author()).isEqualTo("user:lee");
        assertThat(same.value().details().description()).isEqualTo("better");
        assertThat(again.value().version().number()).isEqualTo(3);
        assertThat(again.version()).isEqualTo(4);
        assertThat(templates().versions("vlan.j2", PageRequest.first()).items())
                .extracting(TemplateVersion::number)
                .containsExactly(3L, 2L, 1L);
        assertThat(templates().version("vlan", 1).map(TemplateText::text)).contains("one");
        assertThat(templates().version("vlan", 2).map(TemplateText::text)).contains("two");
        assertThat(templates().version("vlan", 4)).isEmpty();
        assertThat(templates().version("vlan", 1).orElseThrow().version().hash())
                .isEqualTo(
                        templates().version("vlan", 3).orElseThrow().version().hash())
                .isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }

    @Test
    default void versions_are_listed_page_by_page() {
        templates().create(deploy("vlan", "text 0"));
        for (int i = 1; i < 7; i++) {
            templates().update(deploy("vlan", "text " + i), i);
        }

        assertThat(StorageSubject.allPages(3, page -> templates().versions("vlan", page), () -> {}))
                .extracting(TemplateVersion::number)
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(templates().versions("unknown", PageRequest.first()).items()).isEmpty();
    }

    @Test
    default void a_template_is_neither_overwritten_nor_changed_unseen() {
        templates().create(deploy("vlan", "one"));

        assertThatThrownBy(() -> templates().create(deploy("vlan.j2", "two")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("vlan");
        assertThatThrownBy(() -> templates().update(deploy("vlan", "two"), 2))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 1");
        assertThatThrownBy(() -> templates().update(deploy("unknown", "two"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("unknown");
        assertThat(templates().find("vlan").orElseThrow().value().text()).isEqualTo("one");
    }

    @Test
    default void one_of_many_that_change_a_template_wins_and_leaves_one_version() {
        templates().create(deploy("vlan", "before"));

        List<Boolean> won = StorageRace.run(32, number -> {
            try {
                templates().update(deploy("vlan", "by " + number), 1);
                return true;
            } catch (ConflictException late) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(templates().find("vlan").orElseThrow().value().text()).isEqualTo("by " + won.indexOf(true));
        assertThat(templates().versions("vlan", PageRequest.first()).items()).hasSize(2);
    }

    @Test
    default void templates_are_listed_by_name_and_kind_and_counted() {
        templates().create(deploy("b", ""));
        templates().create(draft("c", TemplateKind.DELETE, ""));
        templates().create(deploy("a", ""));
        templates().create(draft("d", TemplateKind.VALIDATION, ""));

        assertThat(names(TemplateQuery.all(), PageRequest.first())).containsExactly("a", "b", "c", "d");
        assertThat(names(TemplateQuery.of(TemplateKind.DEPLOY), PageRequest.first()))
                .containsExactly("a", "b");
        assertThat(StorageSubject.allPages(
                        1, page -> templates().list(TemplateQuery.of(TemplateKind.DEPLOY), page), () -> {}))
                .hasSize(2);
        assertThat(templates().countByKind())
                .isEqualTo(Map.of(TemplateKind.DEPLOY, 2L, TemplateKind.DELETE, 1L, TemplateKind.VALIDATION, 1L));
    }

    @Test
    default void a_template_that_something_needs_is_not_deleted_unless_somebody_insists() {
        templates().create(deploy("vlan", "x"));
        templates()
                .create(new TemplateDraft(
                        "linked",
                        TemplateDetails.of(TemplateKind.DEPLOY)
                                .validatedBy("vlan")
                                .deletedBy("vlan.j2"),
                        "x",
                        "user:kim"));
        stores().stackTemplates()
                .create(StackTemplate.of(
                        new StackTemplateId("b1"), "Blueprint", List.of(ServiceOutline.of("s", "vlan")), "user:kim"));
        stores().stacks().create(new StackId("s1"), StorageStackTests.definition("Campus", "vlan.j2", "r1"));
        StackClaim claim =
                stores().stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "n1", NOW, Duration.ofMinutes(1));
        InstanceKey key = new InstanceKey(new StackId("s1"), "svc", "r1");
        stores().serviceInstances()
                .save(
                        claim,
                        ServiceInstance.pending(key, new TemplateReference("vlan", 1, "h"), VariableValues.none()),
                        ConfigText.of("x", "x"));

        assertThat(templates().uses("vlan.j2"))
                .containsExactly(
                        new TemplateUse(TemplateUse.User.TEMPLATE, "linked"),
                        new TemplateUse(TemplateUse.User.STACK, "Campus"),
                        new TemplateUse(TemplateUse.User.STACK_TEMPLATE, "Blueprint"),
                        new TemplateUse(TemplateUse.User.INSTANCE, "s1/svc/r1"));
        assertThatThrownBy(() -> templates().delete("vlan.j2"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("template linked")
                .hasMessageContaining("stack Campus")
                .hasMessageContaining("stack template Blueprint")
                .hasMessageContaining("instance s1/svc/r1");
        assertThat(templates().find("vlan")).isPresent();
        assertThat(templates().deleteAnyway("vlan.j2")).isTrue();
        assertThat(templates().find("vlan")).isEmpty();
        assertThat(stores().serviceInstances().find(key)).isPresent();
    }

    @Test
    default void each_link_of_a_template_needs_its_template() {
        templates()
                .create(new TemplateDraft(
                        "linked",
                        TemplateDetails.of(TemplateKind.DEPLOY)
                                .validatedBy("check.j2")
                                .deletedBy("remove"),
                        "x",
                        "user:kim"));

        List<TemplateUse> needed = List.of(new TemplateUse(TemplateUse.User.TEMPLATE, "linked"));
        assertThat(templates().uses("check")).isEqualTo(needed);
        assertThat(templates().uses("remove.j2")).isEqualTo(needed);
        assertThat(templates().uses("linked")).isEmpty();
    }

    @Test
    default void the_links_of_an_instance_need_their_templates_too() {
        stores().stacks().create(new StackId("s1"), StorageStackTests.definition("Campus", "vlan", "r1"));
        StackClaim claim =
                stores().stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "n1", NOW, Duration.ofMinutes(1));
        stores().serviceInstances()
                .save(
                        claim,
                        ServiceInstance.pending(
                                        new InstanceKey(new StackId("s1"), "svc", "r1"),
                                        new TemplateReference("vlan", 1, "h"),
                                        VariableValues.none())
                                .linkedTo(Optional.of("check"), Optional.of("remove.j2")),
                        ConfigText.of("x", "x"));

        assertThat(templates().uses("check")).hasSize(1);
        assertThat(templates().uses("remove")).hasSize(1);
    }

    @Test
    default void a_deleted_template_is_gone_with_its_versions_and_counts_from_one_again() {
        templates().create(deploy("vlan", "one"));
        templates().update(deploy("vlan", "two"), 1);

        assertThat(templates().delete("vlan.j2")).isTrue();
        assertThat(templates().delete("vlan")).isFalse();
        assertThat(templates().deleteAnyway("vlan")).isFalse();

        assertThat(templates().versions("vlan", PageRequest.first()).items()).isEmpty();
        assertThat(templates().version("vlan", 1)).isEmpty();
        assertThat(templates().create(deploy("vlan", "three")).value().version().number())
                .isEqualTo(1);
    }

    @Test
    default void what_no_store_keeps_is_refused_and_nothing_is_lost() {
        templates().create(deploy("vlan", "one"));

        assertThatThrownBy(() -> deploy(".j2", "x")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> deploy("vlan", "x".repeat(1_000_001))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new TemplateDraft(
                        "vlan.j2", TemplateDetails.of(TemplateKind.DEPLOY).deletedBy("vlan"), "x", "user:kim"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("itself");
        assertThat(templates().find("vlan").orElseThrow().value().text()).isEqualTo("one");
    }

    @Test
    default void a_change_in_a_transaction_that_fails_leaves_no_version() {
        templates().create(deploy("vlan", "one"));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.templates().update(deploy("vlan", "two"), 1);
                    tx.templates().create(deploy("other", "x"));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(templates().find("vlan").orElseThrow().value().text()).isEqualTo("one");
        assertThat(templates().versions("vlan", PageRequest.first()).items()).hasSize(1);
        assertThat(templates().find("other")).isEmpty();
    }

    @Test
    default void the_users_that_are_listed_have_a_limit_and_the_message_too() {
        templates().create(deploy("vlan", "x"));
        IntStream.range(0, 25)
                .forEach(i -> stores().stacks()
                        .create(
                                new StackId("s" + i),
                                StorageStackTests.definition("Campus " + (100 + i), "vlan", "r1")));

        assertThatThrownBy(() -> templates().delete("vlan"))
                .hasMessageContaining("stack Campus 100")
                .hasMessageContaining("and more")
                .hasMessageNotContaining("Campus 124");
    }
}
