package io.netstacks.testkit.fake;

import static io.netstacks.testkit.fake.FakeNoise.Place.AFTER_PROMPT;
import static io.netstacks.testkit.fake.FakeNoise.Place.AFTER_PROMPT_REDRAWN;
import static io.netstacks.testkit.fake.FakeNoise.Place.BEFORE_PROMPT;
import static io.netstacks.testkit.fake.FakeNoise.Place.INSIDE_OUTPUT;
import static io.netstacks.testkit.fake.FakeNoise.Place.INSIDE_PROMPT;

import java.util.List;

/** Puts the script's console messages into one session's prompts and answers. Confined to its session. */
final class NoisePlan {

    private final List<FakeNoise> noises;
    private int prompts;
    private int outputs;

    NoisePlan(List<FakeNoise> noises) {
        this.noises = noises;
    }

    String prompt(String clean) {
        prompts++;
        String noisy = clean;
        for (FakeNoise noise : noises) {
            if (noise.place() != INSIDE_OUTPUT && prompts % noise.every() == 0) {
                noisy = place(noise, noisy, clean);
            }
        }
        return noisy;
    }

    String output(String clean) {
        outputs++;
        String noisy = clean;
        for (FakeNoise noise : noises) {
            if (noise.place() == INSIDE_OUTPUT && outputs % noise.every() == 0) {
                int middle = noisy.indexOf('\n', noisy.length() / 2) + 1;
                noisy = noisy.substring(0, middle) + noise.text() + "\n" + noisy.substring(middle);
            }
        }
        return noisy;
    }

    private static String place(FakeNoise noise, String text, String prompt) {
        if (noise.place() == BEFORE_PROMPT) {
            return noise.text() + "\n" + text;
        }
        if (noise.place() == INSIDE_PROMPT) {
            int start = text.lastIndexOf('\n') + 1;
            int middle = start + (text.length() - start) / 2;
            return text.substring(0, middle) + "\n" + noise.text() + "\n" + text.substring(middle);
        }
        String after = text + "\n" + noise.text() + "\n";
        return noise.place() == AFTER_PROMPT ? after : noise.place() == AFTER_PROMPT_REDRAWN ? after + prompt : text;
    }
}
