package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.template.TemplateNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A service without devices: which template, when, and what is checked. Immutable; {@code with…} and the like give copies.
 *
 * @param name its name within the stack
 * @param template the template that is deployed; {@code .j2} at its end is stripped
 * @param order of services that do not depend on each other, the lower one comes first
 * @param dependsOn the names of the services that have to be deployed first, at most 1000
 * @param scope where they have to be
 * @param preChecks what a device has to show before, at most 100
 * @param postChecks what a device has to show after, at most 100
 */
public record ServiceOutline(
        String name,
        String template,
        int order,
        List<String> dependsOn,
        DependencyScope scope,
        List<ServiceCheck> preChecks,
        List<ServiceCheck> postChecks) {

    private static final int MOST_CHECKS = 100;

    /** Checks the sizes, copies, and names each dependency once. */
    public ServiceOutline {
        Limits.key("the name of a service", name);
        template = TemplateNames.normal(template);
        Set<String> once = new LinkedHashSet<>(dependsOn);
        dependsOn = List.copyOf(once);
        preChecks = List.copyOf(preChecks);
        postChecks = List.copyOf(postChecks);
        Limits.count(StackDefinition.MOST_SERVICES, "dependencies of a service", dependsOn);
        Limits.count(MOST_CHECKS, "checks before a service", preChecks);
        Limits.count(MOST_CHECKS, "checks after a service", postChecks);
        dependsOn.forEach(dependency -> Limits.key("a dependency of a service", dependency));
    }

    /** Returns a service of order 0 that depends on nothing and is not checked. */
    public static ServiceOutline of(String name, String template) {
        return new ServiceOutline(name, template, 0, List.of(), DependencyScope.SAME_DEVICE, List.of(), List.of());
    }

    /** Returns a copy with this order. */
    public ServiceOutline inOrder(int newOrder) {
        return new ServiceOutline(name, template, newOrder, dependsOn, scope, preChecks, postChecks);
    }

    /** Returns a copy that needs other services on the same device first. */
    public ServiceOutline after(String... services) {
        return new ServiceOutline(name, template, order, List.of(services), scope, preChecks, postChecks);
    }

    /** Returns a copy that needs the services it depends on there. */
    public ServiceOutline within(DependencyScope newScope) {
        return new ServiceOutline(name, template, order, dependsOn, newScope, preChecks, postChecks);
    }

    /** Returns a copy with these checks. */
    public ServiceOutline checked(List<ServiceCheck> before, List<ServiceCheck> after) {
        return new ServiceOutline(name, template, order, dependsOn, scope, before, after);
    }
}
