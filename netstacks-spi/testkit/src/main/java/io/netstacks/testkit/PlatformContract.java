package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What every platform has to hold, as tests: extend it and return the platforms of a {@code PlatformProvider}. All
 * platforms are looked at together, and every problem is reported at once. Confined: one thread at a time, as test classes
 * are.
 */
public abstract class PlatformContract {

    /** Creates the contract. */
    protected PlatformContract() {}

    /** Returns the platforms under test. */
    protected abstract Collection<Platform> platforms();

    /**
     * Returns configuration lines with a secret in them, and the secret, for a platform; none unless overridden.
     *
     * @return the line as the key, the part that has to be masked as the value
     */
    protected Map<String, String> secretLines(Platform platform) {
        return Map.of();
    }

    /**
     * Returns the id of the platform that an alias means which several of them have; none unless overridden, so that every
     * alias has to be of one platform.
     *
     * @param alias a name that other tools have for more than one of the platforms
     */
    protected Optional<String> meantBy(String alias) {
        return Optional.empty();
    }

    @Test
    void there_are_platforms() {
        assertThat(platforms()).isNotEmpty();
    }

    @Test
    void ids_are_names_and_every_name_means_one_platform() {
        SoftAssertions softly = new SoftAssertions();
        Map<String, String> owners = new HashMap<>();
        platforms().forEach(platform -> {
            softly.assertThat(platform.id()).as("id of a platform").matches("[a-z][a-z0-9_]*");
            String before = owners.put(platform.id(), platform.id());
            softly.assertThat(before).as("platform %s twice", platform.id()).isNull();
        });
        Map<String, Set<String>> named = new TreeMap<>();
        platforms()
                .forEach(platform -> platform.aliases()
                        .forEach(alias -> named.computeIfAbsent(alias, any -> new TreeSet<>())
                                .add(platform.id())));
        named.forEach((alias, ids) -> softly.assertThat(
                        ids.size() == 1 || ids.contains(meantBy(alias).orElse("")))
                .as("alias %s is of %s, and nothing says which is meant", alias, ids)
                .isTrue());
        softly.assertAll();
    }

    @Test
    void every_level_has_samples_and_each_sample_is_classified_as_its_level() {
        SoftAssertions softly = new SoftAssertions();
        platforms().forEach(platform -> {
            softly.assertThat(platform.samples().keySet())
                    .as("levels of %s with samples", platform.id())
                    .containsAll(
                            platform.levels().stream().map(PrivilegeLevel::name).toList());
            samples(platform)
                    .forEach(sample -> softly.assertThat(
                                    platform.classifyPrompt(sample.getValue()).map(PrivilegeLevel::name))
                            .as("%s: \"%s\"", platform.id(), sample.getValue())
                            .contains(sample.getKey()));
        });
        softly.assertAll();
    }

    @Test
    void a_prompt_is_found_behind_output_and_not_inside_it() {
        SoftAssertions softly = new SoftAssertions();
        platforms()
                .forEach(platform -> samples(platform).forEach(sample -> {
                    softly.assertThat(platform.classifyPrompt("some output\nof a command\n" + sample.getValue())
                                    .map(PrivilegeLevel::name))
                            .as("%s: \"%s\" behind output", platform.id(), sample.getValue())
                            .contains(sample.getKey());
                    softly.assertThat(platform.classifyPrompt(sample.getValue() + "\n"))
                            .as("%s: an empty line behind \"%s\"", platform.id(), sample.getValue())
                            .isEmpty();
                }));
        softly.assertAll();
    }

    @Test
    void a_prompt_is_no_error_no_pager_and_no_question() {
        SoftAssertions softly = new SoftAssertions();
        platforms()
                .forEach(platform -> samples(platform).forEach(sample -> {
                    softly.assertThat(platform.findError(sample.getValue()))
                            .as("%s: error in \"%s\"", platform.id(), sample.getValue())
                            .isEmpty();
                    platform.paging()
                            .pager()
                            .forEach(pager -> softly.assertThat(pager.match()
                                            .matcher(sample.getValue().stripTrailing())
                                            .find())
                                    .as("%s: pager %s in \"%s\"", platform.id(), pager.match(), sample.getValue())
                                    .isFalse());
                }));
        softly.assertAll();
    }

    @Test
    void commands_are_single_lines() {
        SoftAssertions softly = new SoftAssertions();
        platforms()
                .forEach(platform -> commands(platform)
                        .forEach(command -> softly.assertThat(command)
                                .as("a command of %s", platform.id())
                                .isNotBlank()
                                .doesNotContain("\n", "\r")
                                .isEqualTo(command.strip())));
        softly.assertAll();
    }

    @Test
    void secrets_are_masked_once_and_nothing_else_is() {
        SoftAssertions softly = new SoftAssertions();
        platforms().forEach(platform -> {
            secretLines(platform).forEach((line, secret) -> {
                String masked = platform.maskSecrets(line);
                softly.assertThat(masked)
                        .as("%s: %s", platform.id(), line.replace(secret, "********"))
                        .isEqualTo(line.replace(secret, Platform.MASK));
                softly.assertThat(platform.maskSecrets(masked))
                        .as("%s: masked twice", platform.id())
                        .isEqualTo(masked);
            });
            softly.assertThat(platform.maskSecrets("interface one\n description to the core\n"))
                    .as("%s: a line without a secret", platform.id())
                    .isEqualTo("interface one\n description to the core\n");
        });
        softly.assertAll();
    }

    @Test
    void volatile_patterns_leave_ordinary_lines_alone() {
        SoftAssertions softly = new SoftAssertions();
        platforms()
                .forEach(platform -> softly.assertThat(platform.dropVolatile("interface one\n description core\nend\n"))
                        .as("%s", platform.id())
                        .isEqualTo("interface one\n description core\nend\n"));
        softly.assertAll();
    }

    @Test
    void what_needs_a_commit_says_how() {
        SoftAssertions softly = new SoftAssertions();
        platforms().stream()
                .filter(platform ->
                        platform.commit().needsCommit() && platform.configMode().isPresent())
                .forEach(platform -> softly.assertThat(platform.commit().commit())
                        .as("commit of %s", platform.id())
                        .isPresent());
        softly.assertAll();
    }

    @Test
    void detection_has_a_priority_and_a_match_for_its_command() {
        SoftAssertions softly = new SoftAssertions();
        platforms().forEach(platform -> {
            softly.assertThat(platform.detect().priority())
                    .as("%s", platform.id())
                    .isBetween(0, 99);
            if (platform.detect().command().isPresent()) {
                softly.assertThat(platform.detect().match())
                        .as("%s", platform.id())
                        .isNotEmpty();
            }
        });
        softly.assertAll();
    }

    @Test
    void an_answer_in_a_dialogue_is_sent_or_the_dialogue_fails() {
        SoftAssertions softly = new SoftAssertions();
        platforms()
                .forEach(platform -> expectations(platform)
                        .forEach(expectation -> softly.assertThat(
                                        expectation.failure().isPresent()
                                                || !expectation.send().isEmpty())
                                .as(
                                        "%s: the dialogue %s has an answer or a failure",
                                        platform.id(), expectation.match())
                                .isTrue()));
        softly.assertAll();
    }

    private static Stream<Map.Entry<String, String>> samples(Platform platform) {
        return platform.samples().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(sample -> Map.entry(entry.getKey(), sample)));
    }

    private static List<Expectation> expectations(Platform platform) {
        List<Expectation> all = new ArrayList<>(platform.session().login());
        all.addAll(platform.session().logoutDialogue());
        all.addAll(platform.paging().pager());
        all.addAll(platform.commit().commitDialogue());
        platform.configMode().ifPresent(config -> all.addAll(config.exitDialogue()));
        platform.save().ifPresent(save -> all.addAll(save.dialogue()));
        return all;
    }

    private static List<String> commands(Platform platform) {
        List<String> all = new ArrayList<>(platform.session().init());
        all.addAll(platform.session().restore());
        platform.session().width().ifPresent(all::add);
        platform.session().logoutCommand().ifPresent(all::add);
        all.addAll(platform.paging().disable());
        all.addAll(platform.paging().restore());
        all.addAll(platform.config().show().values());
        platform.enable().ifPresent(enable -> all.add(enable.command()));
        platform.configMode().ifPresent(config -> {
            Stream.of(config.enter()).filter(enter -> !enter.isEmpty()).forEach(all::add);
            all.addAll(config.exitCommands());
            Stream.of(config.exclusive(), config.privateCopy(), config.abort())
                    .flatMap(Optional::stream)
                    .forEach(all::add);
        });
        platform.save().ifPresent(save -> {
            all.add(save.command());
            save.alternative().ifPresent(all::add);
        });
        Stream.of(
                        platform.commit().start(),
                        platform.commit().commit(),
                        platform.commit().validate(),
                        platform.commit().diff(),
                        platform.commit().discard(),
                        platform.detect().command())
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all;
    }
}
