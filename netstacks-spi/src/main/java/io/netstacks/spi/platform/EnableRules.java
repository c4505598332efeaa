package io.netstacks.spi.platform;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the privileged level is reached. Immutable.
 *
 * @param command what asks for it
 * @param from the level that the command works in; empty for the level of the login
 * @param then a second command that is needed after the first one
 * @param passwordPrompt the question for the secret
 * @param usernamePrompt the question for a user name, where the platform has one
 * @param noneSet what the device says when it has no secret and therefore refuses
 * @param retry a second question after the first secret was not taken, for example a fall-back to a local secret
 * @param success what the device says to {@code command} where the prompt does not show the level; a fact for hosts,
 *     sessions go to levels that prompts show
 * @param exit goes back
 */
public record EnableRules(
        String command,
        Optional<String> from,
        Optional<String> then,
        Pattern passwordPrompt,
        Optional<Pattern> usernamePrompt,
        Optional<Pattern> noneSet,
        Optional<Expectation> retry,
        Optional<Pattern> success,
        Optional<String> exit) {}
