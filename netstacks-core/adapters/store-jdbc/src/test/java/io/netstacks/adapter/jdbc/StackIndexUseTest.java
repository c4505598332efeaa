package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateQuery;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores ask PostgreSQL for about templates, stacks and deployments finds its rows by an index. */
class StackIndexUseTest {

    private static final int VERSIONS = 10;

    @Test
    void large_tables_of_stacks_are_not_read_through() throws SQLException {
        try (ExplainedStores store = new ExplainedStores()) {
            Stores stores = store.stores();
            LargeStacks.fill(stores, store.database(), store.prefix(), ExplainedStores.DEVICES, VERSIONS);
            templatesUseIndexes(store, stores);
            stacksUseIndexes(store, stores);
            deploymentsUseIndexes(store, stores);
        }
    }

    private void templatesUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        TemplateDraft draft = new TemplateDraft("t7", TemplateDetails.of(TemplateKind.DEPLOY), "new", "user:kim");
        store.usesIndexes("one template", () -> stores.templates().find("t7"));
        store.usesIndexes("a page of templates", () -> stores.templates().list(TemplateQuery.all(), page));
        store.usesIndexes(
                "templates that take away",
                () -> stores.templates().list(TemplateQuery.of(TemplateKind.DELETE), page.from("t5")));
        store.usesIndexes("the versions of a template", () -> stores.templates().versions("t7", page));
        store.usesIndexes("one version", () -> stores.templates().version("t7", 1));
        store.usesIndexes(
                "the users of a template",
                () -> assertThat(stores.templates().uses("t7")).hasSize(4));
        store.usesIndexes("a template is changed", () -> stores.templates().update(draft, 1));
        store.usesIndexes("a template is deleted", () -> stores.templates().deleteAnyway("t8"));
        store.usesIndexes(
                "a page of stack templates", () -> stores.stackTemplates().list(page.from("B5")));
        store.usesIndexes(
                "a stack template by name", () -> stores.stackTemplates().findByName("B7"));
        store.usesIndexes("a page of API resources", () -> stores.apiResources().list(page.from("A5")));
        store.usesIndexes("an API resource by name", () -> stores.apiResources().findByName("A7"));
        store.usesIndexes(
                "an API resource is deleted", () -> stores.apiResources().delete(new ApiResourceId("a7")));
    }

    private void stacksUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        Instant now = LargeStore.FIRST;
        store.usesIndexes("one stack", () -> stores.stacks().find(new StackId("s7")));
        store.usesIndexes("a stack by name", () -> stores.stacks().findByName("S7"));
        store.usesIndexes("a page of stacks", () -> stores.stacks().list(StackQuery.all(), page.from("S5")));
        store.usesIndexes(
                "stacks at work", () -> stores.stacks().list(StackQuery.all().in(StackState.DEPLOYING), page));
        store.usesIndexes(
                "stacks of a template",
                () -> stores.stacks().list(StackQuery.all().using("t7"), page));
        store.usesIndexes(
                "stacks on a device",
                () -> stores.stacks().list(StackQuery.all().on("d7"), page));
        store.usesIndexes(
                "a stack is changed",
                () -> stores.stacks()
                        .update(
                                new StackId("s7"),
                                stores.stacks()
                                        .find(new StackId("s7"))
                                        .orElseThrow()
                                        .value()
                                        .definition()
                                        .named("X"),
                                1));
        store.usesIndexes("a stack is claimed, renewed, and finished", () -> {
            StackClaim claim =
                    stores.stacks().claim(new StackId("s9"), 1, StackWork.DEPLOY, "n1", now, Duration.ofMinutes(1));
            assertThat(stores.stacks().renew(claim, now.plusSeconds(90))).isTrue();
            stores.stacks().finish(claim, StackState.DEPLOYED, now);
        });
        store.usesIndexes("work that was lost", () -> stores.stacks().expireClaims(now, 10));
        store.usesIndexes(
                "a stack is deleted",
                () -> assertThat(stores.stacks().delete(new StackId("s10"))).isTrue());
    }

    private void deploymentsUseIndexes(ExplainedStores store, Stores stores) {
        PageRequest page = PageRequest.first(100);
        Instant now = Instant.now();
        InstanceKey key = new InstanceKey(new StackId("s11"), "live", "d1");
        ServiceInstance instance =
                ServiceInstance.pending(key, new TemplateReference("t11", 1, "h"), VariableValues.none());
        DeploymentItem item = DeploymentItem.planned("live", "d1", 1, ItemAction.CREATE, Optional.empty());
        StackClaim claim =
                stores.stacks().claim(new StackId("s11"), 1, StackWork.DEPLOY, "n1", now, Duration.ofMinutes(1));
        Deployment deployment = Deployment.begun(
                claim,
                new Deployment.Start(
                        new DeploymentId("live"),
                        1,
                        "h",
                        "user:kim",
                        "c",
                        DeploymentTrigger.MANUAL,
                        FailurePolicy.CONTINUE,
                        now));
        store.usesIndexes("a deployment begins", () -> stores.deployments().begin(claim, deployment, List.of()));
        store.usesIndexes(
                "an item is added", () -> stores.deployments().append(claim, new DeploymentId("live"), List.of(item)));
        store.usesIndexes(
                "an item is changed",
                () -> stores.deployments().change(claim, new DeploymentId("live"), item.started(now)));
        store.usesIndexes(
                "an instance is saved", () -> stores.serviceInstances().save(claim, instance, ConfigText.of("x", "x")));
        store.usesIndexes(
                "an instance is changed", () -> stores.serviceInstances().change(claim, instance.deployed(now)));
        store.usesIndexes(
                "an instance is validated",
                () -> stores.serviceInstances()
                        .validated(
                                key,
                                new InstanceValidation(true, now, InstanceValidation.Source.LIVE, 0),
                                List.of(),
                                2));
        store.usesIndexes(
                "the text of an instance", () -> stores.serviceInstances().content(key));
        store.usesIndexes("instances", () -> stores.serviceInstances().list(InstanceQuery.all(), page));
        store.usesIndexes(
                "instances of a stack",
                () -> stores.serviceInstances().list(InstanceQuery.of(new StackId("s7")), page));
        store.usesIndexes(
                "instances on a device",
                () -> stores.serviceInstances().list(InstanceQuery.all().on("d7"), page));
        store.usesIndexes(
                "instances in a state",
                () -> stores.serviceInstances().list(InstanceQuery.all().in(InstanceState.FAILED), page));
        store.usesIndexes(
                "states of a stack's instances", () -> stores.serviceInstances().countByState(new StackId("s7")));
        store.usesIndexes(
                "an instance is removed", () -> stores.serviceInstances().remove(claim, key));
        store.usesIndexes("one deployment", () -> stores.deployments().find(new DeploymentId("s7-1")));
        store.usesIndexes("the newest deployments", () -> stores.deployments().list(DeploymentQuery.all(), page));
        store.usesIndexes(
                "the history of a stack", () -> stores.deployments().list(DeploymentQuery.of(new StackId("s7")), page));
        store.usesIndexes(
                "deployments at work",
                () -> stores.deployments().list(DeploymentQuery.all().in(DeploymentState.RUNNING), page));
        store.usesIndexes("items of a deployment", () -> stores.deployments().items(new DeploymentId("s7-1"), page));
        store.usesIndexes("statuses of items", () -> stores.deployments().countItems(new DeploymentId("s7-1")));
    }
}
