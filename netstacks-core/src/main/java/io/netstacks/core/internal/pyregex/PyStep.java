package io.netstacks.core.internal.pyregex;

import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link PyProgram}. A step holds what comes after it, so a match is one call from step to step, and going back
 * is returning. The loops here are what nearly all the time of parsing is spent in. Immutable.
 */
abstract class PyStep {

    /** Matches from here to the end of the pattern; leaves the groups as they were if it cannot. */
    abstract boolean match(PyRun run, int at);

    /** The end of the pattern. */
    static final class Done extends PyStep {

        @Override
        boolean match(PyRun run, int at) {
            run.end = at;
            return true;
        }
    }

    /** Given characters, one after the other. */
    static final class Text extends PyStep {

        private final char[] text;
        private final PyStep next;

        Text(String text, PyStep next) {
            this.text = text.toCharArray();
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            if (run.length - at < text.length) {
                return false;
            }
            for (int i = 0; i < text.length; i++) {
                if (run.chars[at + i] != text[i]) {
                    return false;
                }
            }
            return next.match(run, at + text.length);
        }
    }

    /** Characters of a set, so many of them. */
    static final class Several extends PyStep {

        private final long low;
        private final long high;
        private final int min;
        private final int max;
        private final PyNode.Greed greed;
        private final @Nullable PyCharSet follow;
        private final PyStep next;

        /**
         * Creates it.
         *
         * @param greed possessive also where giving back cannot help
         * @param follow what the next step can begin with; none if it can begin with anything
         */
        Several(PyCharSet set, int min, int max, PyNode.Greed greed, @Nullable PyCharSet follow, PyStep next) {
            this.low = set.low();
            this.high = set.high();
            this.min = min;
            this.max = max;
            this.greed = greed;
            this.follow = follow;
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            return greed == PyNode.Greed.LAZY ? matchFew(run, at) : matchMany(run, at);
        }

        private boolean has(char c) {
            return ((c < 64 ? low >>> c : high >>> c) & 1) != 0;
        }

        private boolean mayFollow(PyRun run, int at) {
            PyCharSet set = follow;
            return set == null || (at == run.length ? set.end() : set.contains(run.chars[at]));
        }

        private boolean matchMany(PyRun run, int at) {
            char[] chars = run.chars;
            int limit = max < run.length - at ? at + max : run.length;
            int i = at;
            while (i < limit && has(chars[i])) {
                i++;
            }
            run.took(i - at);
            int least = at + min;
            if (greed == PyNode.Greed.POSSESSIVE) {
                return i >= least && next.match(run, i);
            }
            for (; i >= least; i--) {
                if (mayFollow(run, i) && next.match(run, i)) {
                    return true;
                }
            }
            return false;
        }

        private boolean matchFew(PyRun run, int at) {
            char[] chars = run.chars;
            int limit = max < run.length - at ? at + max : run.length;
            int least = at + min;
            for (int i = at; ; i++) {
                if (i >= least && mayFollow(run, i) && next.match(run, i)) {
                    return true;
                }
                if (i >= limit || !has(chars[i])) {
                    return false;
                }
                run.took(1);
            }
        }
    }

    /** Where a group begins. */
    static final class Open extends PyStep {

        private final int group;
        private final PyStep next;

        Open(int group, PyStep next) {
            this.group = group;
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            int before = run.opened[group];
            run.opened[group] = at;
            if (next.match(run, at)) {
                return true;
            }
            run.opened[group] = before;
            return false;
        }
    }

    /** Where a group ends. */
    static final class Close extends PyStep {

        private final int group;
        private final PyStep next;

        Close(int group, PyStep next) {
            this.group = group;
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            int start = run.groups[2 * group];
            int end = run.groups[2 * group + 1];
            run.groups[2 * group] = run.opened[group];
            run.groups[2 * group + 1] = at;
            if (next.match(run, at)) {
                return true;
            }
            run.groups[2 * group] = start;
            run.groups[2 * group + 1] = end;
            return false;
        }
    }

    /** One way or the other; each way leads on to the end of the pattern. */
    static final class Choice extends PyStep {

        private final PyStep[] ways;

        Choice(PyStep... ways) {
            this.ways = ways;
        }

        @Override
        boolean match(PyRun run, int at) {
            run.took(1);
            for (PyStep way : ways) {
                if (way.match(run, at)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A place. */
    static final class At extends PyStep {

        private final PyNode.Place place;
        private final PyStep next;

        At(PyNode.Place place, PyStep next) {
            this.place = place;
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            boolean there = switch (place) {
                case TEXT_START -> at == 0;
                case VERY_END -> at == run.length;
                case TEXT_END -> at == run.length || (at == run.length - 1 && run.chars[at] == '\n');
                case WORD_BOUNDARY -> isWord(run, at - 1) != isWord(run, at);
                default -> throw new IllegalStateException("no step for " + place);
            };
            return there && next.match(run, at);
        }

        private static boolean isWord(PyRun run, int at) {
            return at >= 0 && at < run.length && PyCharSet.WORD.contains(run.chars[at]);
        }
    }

    /** What has to come next, or must not, without being taken. */
    static final class Ahead extends PyStep {

        private final PyStep body;
        private final boolean negative;
        private final PyStep next;

        Ahead(PyStep body, boolean negative, PyStep next) {
            this.body = body;
            this.negative = negative;
            this.next = next;
        }

        @Override
        boolean match(PyRun run, int at) {
            return body.match(run, at) != negative && next.match(run, at);
        }
    }

    /** Begins a {@link Loop}, afresh each time it is come to. */
    static final class Enter extends PyStep {

        private final int counter;
        private final PyStep loop;

        Enter(int counter, PyStep loop) {
            this.counter = counter;
            this.loop = loop;
        }

        @Override
        boolean match(PyRun run, int at) {
            int before = run.rounds[counter];
            run.rounds[counter] = 0;
            boolean matched = loop.match(run, at);
            run.rounds[counter] = before;
            return matched;
        }
    }

    /** A group that is repeated; its body leads back here. */
    static final class Loop extends PyStep {

        private final int counter;
        private final int min;
        private final int max;
        private final boolean lazy;
        private final PyStep next;
        /** Set once, while the program is built. */
        private PyStep body = new Done();

        Loop(int counter, int min, int max, boolean lazy, PyStep next) {
            this.counter = counter;
            this.min = min;
            this.max = max;
            this.lazy = lazy;
            this.next = next;
        }

        void body(PyStep built) {
            body = built;
        }

        @Override
        boolean match(PyRun run, int at) {
            run.took(1);
            int round = run.rounds[counter];
            if (round < min) {
                return again(run, at, round);
            }
            if (lazy) {
                return next.match(run, at) || (round < max && again(run, at, round));
            }
            return (round < max && again(run, at, round)) || next.match(run, at);
        }

        private boolean again(PyRun run, int at, int round) {
            run.rounds[counter] = round + 1;
            boolean matched = body.match(run, at);
            run.rounds[counter] = round;
            return matched;
        }
    }
}
