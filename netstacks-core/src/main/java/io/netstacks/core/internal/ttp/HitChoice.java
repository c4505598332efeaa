package io.netstacks.core.internal.ttp;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Decides which of several lines found at one place counts. Pure function. */
final class HitChoice {

    private HitChoice() {}

    /**
     * Returns the one that counts: a start before other lines, and those that take any line last; among equals one of the
     * group that is at it, or of a group within it, or of one whose parent has started.
     */
    static TtpHit of(List<TtpHit> hits, TtpRecord current, Collection<TtpGroup.Id> started) {
        List<TtpHit> rank = first(
                hits,
                hit -> !hit.anyLine() && hit.action() == TtpLine.Action.START_EMPTY,
                hit -> !hit.anyLine() && hit.action() == TtpLine.Action.START,
                hit -> !hit.anyLine(),
                hit -> true);
        TtpHit last = rank.get(rank.size() - 1);
        for (TtpHit hit : rank) {
            if (hit.values() != null) {
                last = hit;
                if (isNear(hit.group(), current, started)) {
                    return hit;
                }
            }
        }
        return last;
    }

    @SafeVarargs
    private static List<TtpHit> first(List<TtpHit> hits, Predicate<TtpHit>... ranks) {
        for (Predicate<TtpHit> rank : ranks) {
            List<TtpHit> found = hits.stream().filter(rank).toList();
            if (found.stream().anyMatch(hit -> hit.values() != null)) {
                return found;
            }
        }
        return hits;
    }

    private static boolean isNear(TtpGroup group, TtpRecord current, Collection<TtpGroup.Id> started) {
        TtpGroup now = current.group;
        return current.is(group.id())
                || (now != null && group.id().name().startsWith(now.id().name()))
                || (group.parent() != null && started.contains(group.parent()));
    }
}
