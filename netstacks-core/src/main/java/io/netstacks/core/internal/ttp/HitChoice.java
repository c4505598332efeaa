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
        List<TtpHit> kept = rank.stream().filter(hit -> hit.values() != null).toList();
        TtpGroup now = current.group;
        List<Predicate<TtpGroup>> nearness = List.of(
                group -> current.is(group.id()),
                group -> now != null && group.id().name().startsWith(now.id().name()),
                group -> group.parent() != null && started.contains(group.parent()));
        for (Predicate<TtpGroup> near : nearness) {
            for (TtpHit hit : kept) {
                if (near.test(hit.group())) {
                    return hit;
                }
            }
        }
        List<TtpHit> rest = kept.isEmpty() ? rank : kept;
        return rest.get(rest.size() - 1);
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
}
