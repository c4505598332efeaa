package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.template.TemplateReference;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a deployment does with one service on one device, and what came of it. Immutable.
 *
 * @param service the service's name
 * @param device the device's name
 * @param wave when: all of a wave is over before the next one begins; from 1
 * @param action what is done
 * @param status where that is
 * @param detail a sentence about it, without configuration lines, at most 1 000 000 characters; may be empty
 * @param template the very text that is rendered; empty if none is
 * @param backupId the backup that was taken before; empty until then
 * @param startedAt when it began; empty until then
 * @param endedAt when it ended; empty until then
 */
public record DeploymentItem(
        String service,
        String device,
        int wave,
        ItemAction action,
        ItemStatus status,
        String detail,
        Optional<TemplateReference> template,
        Optional<BackupId> backupId,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** What is said of an item, or an instance, whose node told nothing of its end. */
    public static final String NO_END = "its end was not recorded";

    /** What is said of an item that was still to be begun when its deployment ended. */
    public static final String NOT_BEGUN = "it was not begun";

    /** Checks the sizes. */
    public DeploymentItem {
        Limits.key("the service of an item", service);
        Limits.key("the device of an item", device);
        Limits.atMost(Limits.TEXT, "the detail of an item", detail);
    }

    /** Returns an item that is not begun. */
    public static DeploymentItem planned(
            String service, String device, int wave, ItemAction action, Optional<TemplateReference> template) {
        return new DeploymentItem(
                service,
                device,
                wave,
                action,
                ItemStatus.PENDING,
                "",
                template,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy that has begun. */
    public DeploymentItem started(Instant at) {
        return new DeploymentItem(
                service,
                device,
                wave,
                action,
                status.to(ItemStatus.RUNNING),
                detail,
                template,
                backupId,
                Optional.of(at),
                endedAt);
    }

    /** Returns a copy for which the device was backed up. */
    public DeploymentItem backedUp(BackupId backup) {
        return new DeploymentItem(
                service, device, wave, action, status, detail, template, Optional.of(backup), startedAt, endedAt);
    }

    /** Returns a copy that has ended. */
    public DeploymentItem ended(ItemStatus end, String why, Instant at) {
        return new DeploymentItem(
                service, device, wave, action, status.to(end), why, template, backupId, startedAt, Optional.of(at));
    }

    /** Returns a copy that nobody works on any more: unknown if it was at work, skipped if it was not begun. */
    public DeploymentItem closed(Instant at) {
        return switch (status) {
            case RUNNING -> ended(ItemStatus.UNKNOWN, NO_END, at);
            case PENDING -> ended(ItemStatus.SKIPPED, NOT_BEGUN, at);
            default -> this;
        };
    }

    /** Returns a copy with each time as the function gives it back, for stores that keep less than nanoseconds. */
    public DeploymentItem at(UnaryOperator<Instant> precision) {
        return new DeploymentItem(
                service,
                device,
                wave,
                action,
                status,
                detail,
                template,
                backupId,
                startedAt.map(precision),
                endedAt.map(precision));
    }
}
