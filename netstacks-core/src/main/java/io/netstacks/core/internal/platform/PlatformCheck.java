package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.util.List;
import java.util.Optional;

/** Holds a platform's patterns against its samples: a pattern that nobody tried is refused. */
final class PlatformCheck {

    private final Platform platform;
    private final FactProblems problems;

    PlatformCheck(Platform platform, FactProblems problems) {
        this.platform = platform;
        this.problems = problems;
    }

    /** Every level needs a sample, and each of its samples has to show this level and no other. */
    void level(FactPlace place, String level, List<FactNode> samples) {
        if (samples.isEmpty()) {
            problems.add(place, "level " + level + " has no \"samples\": give a prompt as a device prints it");
        }
        for (FactNode node : samples) {
            if (!(node instanceof FactText sample)) {
                problems.add(node.place(), "a sample has to be a text");
                continue;
            }
            Optional<String> seen = platform.classifyPrompt(sample.text()).map(PrivilegeLevel::name);
            if (seen.isEmpty()) {
                problems.add(
                        node.place(), "sample \"" + sample.text() + "\" is no prompt of any level, expected " + level);
            } else if (!seen.get().equals(level)) {
                problems.add(
                        node.place(),
                        "sample \"" + sample.text() + "\" is a prompt of level " + seen.get() + ", expected " + level
                                + "; the first level that matches wins");
            }
        }
    }

    /** Error patterns need a sample, and every sample has to be seen as an error. */
    void errors(FactPlace place, List<FactNode> samples) {
        if (!platform.errors().isEmpty() && samples.isEmpty()) {
            problems.add(place, "error patterns have no \"samples\": give what a refused command answers");
        }
        for (FactNode node : samples) {
            if (node instanceof FactText sample
                    && platform.findError(sample.text()).isEmpty()) {
                problems.add(node.place(), "error sample \"" + sample.text() + "\" is found by no error pattern");
            }
        }
    }

    /** The sample of what the detect command answers has to be recognised. */
    void detection(FactText sample) {
        if (platform.detect().match().stream()
                .noneMatch(pattern -> pattern.matcher(sample.text()).find())) {
            problems.add(sample.place(), "detect sample \"" + sample.text() + "\" is found by no \"match\"");
        }
    }

    /** A platform that can be detected needs a sample of how. */
    void noDetection(FactPlace place) {
        if (!platform.detect().match().isEmpty()) {
            problems.add(place, "detect patterns have no \"sample\": give what the command answers");
        }
    }
}
