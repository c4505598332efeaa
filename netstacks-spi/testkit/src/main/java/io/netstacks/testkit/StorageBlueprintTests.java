package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.ApiVariable;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.template.TemplateUse;
import io.netstacks.spi.template.VariableValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about stack templates and API resources. */
interface StorageBlueprintTests extends StorageSubject {

    private static StackTemplate blueprint(String id, String name) {
        return StackTemplate.of(new StackTemplateId(id), name, List.of(ServiceOutline.of("svc", "vlan")), "user:kim");
    }

    private static ApiResource resource(String id, String name, ApiAuthentication authentication) {
        return ApiResource.of(new ApiResourceId(id), name, "https://netbox.example/api", authentication, "user:kim");
    }

    @Test
    default void a_stack_template_comes_back_with_every_part() {
        StackTemplate template = new StackTemplate(
                new StackTemplateId("b1"),
                "Blueprint " + ANY_UNICODE,
                ANY_UNICODE,
                List.of(
                        ServiceOutline.of("voice", "voice.j2").inOrder(2).after("base"),
                        ServiceOutline.of("base", "base")),
                VariableValues.of(Map.of("mtu", 9000, "key", new SecretReference("env:KEY"))),
                Set.of("vlan", ANY_UNICODE),
                Set.of("ip"),
                Map.of("prefix", ApiVariable.get(new ApiResourceId("netbox"), "/x")),
                Set.of("campus " + ANY_UNICODE),
                "user:" + ANY_UNICODE);

        Stored<StackTemplate> created = stores().stackTemplates().create(template);

        assertThat(created.value()).isEqualTo(template);
        assertThat(stores().stackTemplates().find(new StackTemplateId("b1"))).contains(created);
        assertThat(stores().stackTemplates().findByName("Blueprint " + ANY_UNICODE))
                .contains(created);
        assertThat(stores().stackTemplates().find(new StackTemplateId("unknown")))
                .isEmpty();
        assertThat(stores().stackTemplates().findByName("unknown")).isEmpty();
    }

    @Test
    default void stack_templates_have_unique_ids_and_names_and_keep_their_author() {
        stores().stackTemplates().create(blueprint("b1", "B"));
        stores().stackTemplates().create(blueprint("b2", "A"));

        assertThatThrownBy(() -> stores().stackTemplates().create(blueprint("b1", "C")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("b1");
        assertThatThrownBy(() -> stores().stackTemplates().create(blueprint("b3", "A")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("named A");
        assertThatThrownBy(() -> stores().stackTemplates().update(blueprint("b1", "A"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("named A");
        assertThatThrownBy(() -> stores().stackTemplates().update(blueprint("b1", "C"), 7))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 1");
        Stored<StackTemplate> renamed =
                stores().stackTemplates().update(blueprint("b1", "C").by("user:lee"), 1);
        assertThat(renamed.value()).isEqualTo(blueprint("b1", "C"));
        assertThat(renamed.version()).isEqualTo(2);

        assertThat(StorageSubject.allPages(1, page -> stores().stackTemplates().list(page), () -> {}))
                .extracting(row -> row.value().name())
                .containsExactly("A", "C");
        assertThat(stores().stackTemplates().count()).isEqualTo(2);
        assertThat(stores().stackTemplates().delete(new StackTemplateId("b1"))).isTrue();
        assertThat(stores().stackTemplates().delete(new StackTemplateId("b1"))).isFalse();
        stores().stackTemplates().create(blueprint("b4", "C"));
        assertThat(stores().templates().uses("vlan"))
                .extracting(use -> use.name())
                .containsExactly("A", "C");
    }

    @Test
    default void a_stack_template_needs_the_templates_of_the_services_that_it_has_now() {
        stores().stackTemplates().create(blueprint("b1", "B"));

        stores().stackTemplates()
                .update(
                        StackTemplate.of(
                                new StackTemplateId("b1"), "B", List.of(ServiceOutline.of("svc", "voice")), "user:kim"),
                        1);

        assertThat(stores().templates().uses("vlan")).isEmpty();
        assertThat(stores().templates().uses("voice"))
                .containsExactly(new TemplateUse(TemplateUse.User.STACK_TEMPLATE, "B"));
    }

    @Test
    default void one_of_many_changes_of_the_same_version_of_a_blueprint_or_a_resource_wins() {
        stores().stackTemplates().create(blueprint("b1", "B"));
        stores().apiResources().create(resource("a1", "A", ApiAuthentication.none()));

        for (int round = 1; round <= 5; round++) {
            int version = round;
            assertThat(StorageRace.run(
                            8,
                            number -> wins(() -> stores().stackTemplates()
                                    .update(blueprint("b1", "B" + version + "-" + number), version))))
                    .containsOnlyOnce(true);
            assertThat(StorageRace.run(
                            8,
                            number -> wins(() -> stores().apiResources()
                                    .update(
                                            resource("a1", "A" + version + "-" + number, ApiAuthentication.none()),
                                            version))))
                    .containsOnlyOnce(true);
        }

        assertThat(stores().stackTemplates()
                        .find(new StackTemplateId("b1"))
                        .orElseThrow()
                        .version())
                .isEqualTo(6);
        assertThat(stores().apiResources()
                        .find(new ApiResourceId("a1"))
                        .orElseThrow()
                        .version())
                .isEqualTo(6);
    }

    private static boolean wins(Runnable change) {
        try {
            change.run();
            return true;
        } catch (ConflictException lost) {
            return false;
        }
    }

    @Test
    default void an_api_resource_comes_back_with_every_part() {
        SecretReference secret = new SecretReference("vault:secret/netbox#token");
        List<ApiAuthentication> ways = List.of(
                ApiAuthentication.none(),
                ApiAuthentication.bearer(secret),
                ApiAuthentication.apiKey(secret),
                ApiAuthentication.basic("kim " + ANY_UNICODE, secret),
                ApiAuthentication.custom(Map.of("X-Token", secret, "X-Other", new SecretReference("env:OTHER"))));

        for (int i = 0; i < ways.size(); i++) {
            ApiResource resource = new ApiResource(
                    new ApiResourceId("a" + i),
                    "Resource " + i + ANY_UNICODE,
                    ANY_UNICODE,
                    "http://[2001:db8::1]:8080/api",
                    ways.get(i),
                    i % 2 == 0,
                    "user:" + ANY_UNICODE);
            Stored<ApiResource> created = stores().apiResources().create(resource);
            assertThat(created.value()).isEqualTo(resource);
            assertThat(stores().apiResources().find(new ApiResourceId("a" + i))).contains(created);
            assertThat(stores().apiResources().findByName("Resource " + i + ANY_UNICODE))
                    .contains(created);
        }
        assertThat(stores().apiResources().countByAuthentication())
                .hasSize(5)
                .containsEntry(ApiAuthentication.Type.BASIC, 1L);
    }

    @Test
    default void api_resources_have_unique_ids_and_names_and_keep_their_author() {
        stores().apiResources().create(resource("a1", "B", ApiAuthentication.none()));
        stores().apiResources().create(resource("a2", "A", ApiAuthentication.none()));

        assertThatThrownBy(() -> stores().apiResources().create(resource("a1", "C", ApiAuthentication.none())))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("a1");
        assertThatThrownBy(() -> stores().apiResources().update(resource("a1", "A", ApiAuthentication.none()), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("named A");
        assertThatThrownBy(() -> stores().apiResources().update(resource("a9", "Z", ApiAuthentication.none()), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("deleted");
        ApiResource bearer = resource("a1", "C", ApiAuthentication.bearer(new SecretReference("env:TOKEN")));
        assertThat(stores().apiResources().update(bearer.by("user:lee"), 1).value())
                .isEqualTo(bearer);

        assertThat(StorageSubject.allPages(1, page -> stores().apiResources().list(page), () -> {}))
                .extracting(row -> row.value().name())
                .containsExactly("A", "C");
        assertThat(stores().apiResources().delete(new ApiResourceId("a1"))).isTrue();
        assertThat(stores().apiResources().delete(new ApiResourceId("a1"))).isFalse();
        stores().apiResources().create(resource("a3", "C", ApiAuthentication.none()));
    }
}
