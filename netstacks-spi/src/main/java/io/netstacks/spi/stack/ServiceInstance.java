package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.template.TemplateNames;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A service on a device, as it was last deployed or tried; its text is read with {@code InstanceStore.content}. Immutable;
 * {@code with…} and the like give copies.
 *
 * @param key which service of which stack on which device
 * @param order the order of the service
 * @param template the very text that was rendered
 * @param validationTemplate the template whose lines tell whether it is there; empty for its own lines
 * @param deleteTemplate the template that takes it away; empty if there is none
 * @param variables the values that it was rendered with; secrets only by reference
 * @param state where it is
 * @param error what went wrong, without configuration lines, at most 1 000 000 characters; empty if nothing did
 * @param deploymentId the deployment that last touched it; empty if it was none
 * @param deployedAt when the device last confirmed it; empty if it never did
 * @param validation whether it was still there, the last time somebody looked; empty if nobody has since it was deployed
 */
public record ServiceInstance(
        InstanceKey key,
        int order,
        TemplateReference template,
        Optional<String> validationTemplate,
        Optional<String> deleteTemplate,
        VariableValues variables,
        InstanceState state,
        Optional<String> error,
        Optional<DeploymentId> deploymentId,
        Optional<Instant> deployedAt,
        Optional<InstanceValidation> validation) {

    /** Checks the sizes and strips {@code .j2} from the links. */
    public ServiceInstance {
        validationTemplate = validationTemplate.map(TemplateNames::normal);
        deleteTemplate = deleteTemplate.map(TemplateNames::normal);
        error.ifPresent(text -> Limits.atMost(Limits.TEXT, "the error of an instance", text));
    }

    /** Returns an instance that was never deployed. */
    public static ServiceInstance pending(InstanceKey key, TemplateReference template, VariableValues variables) {
        return new ServiceInstance(
                key,
                0,
                template,
                Optional.empty(),
                Optional.empty(),
                variables,
                InstanceState.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy of this order. */
    public ServiceInstance inOrder(int newOrder) {
        return new ServiceInstance(
                key,
                newOrder,
                template,
                validationTemplate,
                deleteTemplate,
                variables,
                state,
                error,
                deploymentId,
                deployedAt,
                validation);
    }

    /** Returns a copy that these templates validate and take away. */
    public ServiceInstance linkedTo(Optional<String> validating, Optional<String> deleting) {
        return new ServiceInstance(
                key,
                order,
                template,
                validating,
                deleting,
                variables,
                state,
                error,
                deploymentId,
                deployedAt,
                validation);
    }

    /** Returns a copy that a deployment touches. */
    public ServiceInstance touchedBy(DeploymentId deployment) {
        return new ServiceInstance(
                key,
                order,
                template,
                validationTemplate,
                deleteTemplate,
                variables,
                state,
                error,
                Optional.of(deployment),
                deployedAt,
                validation);
    }

    /** Returns a copy in another state, without an error. */
    public ServiceInstance in(InstanceState next) {
        return with(next, Optional.empty(), deployedAt);
    }

    /** Returns a copy that the device has confirmed. */
    public ServiceInstance deployed(Instant at) {
        return with(InstanceState.DEPLOYED, Optional.empty(), Optional.of(at));
    }

    /** Returns a copy in another state because something went wrong. */
    public ServiceInstance failed(InstanceState next, String why) {
        return with(next, Optional.of(why), deployedAt);
    }

    private ServiceInstance with(InstanceState next, Optional<String> why, Optional<Instant> confirmed) {
        return new ServiceInstance(
                key,
                order,
                template,
                validationTemplate,
                deleteTemplate,
                variables,
                next,
                why,
                deploymentId,
                confirmed,
                validation);
    }

    /** Returns a copy that somebody has looked for; empty for nobody. */
    public ServiceInstance validated(Optional<InstanceValidation> result) {
        return new ServiceInstance(
                key,
                order,
                template,
                validationTemplate,
                deleteTemplate,
                variables,
                state,
                error,
                deploymentId,
                deployedAt,
                result);
    }

    /** Returns a copy that nobody works on any more, and whose state on the device is not known. */
    public ServiceInstance closed() {
        return state.isAtWork() ? failed(InstanceState.UNKNOWN, DeploymentItem.NO_END) : this;
    }

    /** Returns a copy with each time as the function gives it back, for stores that keep less than nanoseconds. */
    public ServiceInstance at(UnaryOperator<Instant> precision) {
        return with(state, error, deployedAt.map(precision))
                .validated(validation.map(result -> new InstanceValidation(
                        result.passed(), precision.apply(result.at()), result.source(), result.missing())));
    }
}
