package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider of language models as people set it up. Holds no key: that is kept apart, by the store of settings, or elsewhere
 * under a reference. Immutable; {@code with…} and {@link #enabled(boolean)} give copies.
 *
 * @param name its name, at most 512 characters, for example {@code openrouter}
 * @param displayName what people call it, at most 500 characters
 * @param baseUrl where it is, {@code http} or {@code https} without user and password; empty for the provider's own
 * @param defaultModel the model that is asked unless an agent names one
 * @param models the models to choose from, at most 1000, each id once
 * @param enabled whether it may be asked
 * @param apiKeyReference where its key is if not in the store, for example {@code env:OPENAI_API_KEY}
 * @param options what else its client understands, at most 100 000 characters; no secrets
 */
public record LlmSettings(
        String name,
        String displayName,
        Optional<URI> baseUrl,
        Optional<String> defaultModel,
        List<LlmModel> models,
        boolean enabled,
        Optional<String> apiKeyReference,
        Map<String, String> options) {

    private static final int MAX_OPTIONS = 100_000;

    /** Checks the sizes and copies models and options. */
    public LlmSettings {
        Limits.key("the name of a provider of language models", name);
        Limits.atMost(Limits.LINE, "the display name of " + name, displayName);
        baseUrl.ifPresent(url -> check(name, url));
        defaultModel.ifPresent(model -> Limits.key("the default model of " + name, model));
        models = List.copyOf(models);
        Limits.count(1000, "models of " + name, models);
        if (models.stream().map(LlmModel::id).distinct().count() < models.size()) {
            throw InvalidInputException.of("each model of " + name + " may be there once");
        }
        apiKeyReference.ifPresent(reference -> checkReference(name, reference));
        options = Map.copyOf(options);
        Limits.entries(MAX_OPTIONS, "the options of " + name, options);
    }

    private static void check(String name, URI url) {
        Limits.key("the address of " + name, url.toString());
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw InvalidInputException.of(
                    "the address of " + name + " must be http or https with a host, and without user and password");
        }
    }

    /** A key that somebody gave in place of a reference would be stored in clear, so the message does not quote it either. */
    private static void checkReference(String name, String reference) {
        Limits.key("the key reference of " + name, reference);
        int colon = reference.indexOf(':');
        if (colon < 1 || colon == reference.length() - 1) {
            throw InvalidInputException.of("the key reference of " + name
                    + " must name a place, as env:NAME or file:PATH do, and not be a key");
        }
    }

    /** Returns an enabled provider with nothing but a name. */
    public static LlmSettings named(String name) {
        return new LlmSettings(
                name, name, Optional.empty(), Optional.empty(), List.of(), true, Optional.empty(), Map.of());
    }

    /** Returns a copy that people call so. */
    public LlmSettings withDisplayName(String text) {
        return new LlmSettings(name, text, baseUrl, defaultModel, models, enabled, apiKeyReference, options);
    }

    /** Returns a copy that is there. */
    public LlmSettings withBaseUrl(URI url) {
        return new LlmSettings(
                name, displayName, Optional.of(url), defaultModel, models, enabled, apiKeyReference, options);
    }

    /** Returns a copy with these models, and one of them, or another, for those who name none. */
    public LlmSettings withModels(String newDefault, List<LlmModel> newModels) {
        return new LlmSettings(
                name, displayName, baseUrl, Optional.of(newDefault), newModels, enabled, apiKeyReference, options);
    }

    /** Returns a copy that may, or may not, be asked. */
    public LlmSettings enabled(boolean newEnabled) {
        return new LlmSettings(name, displayName, baseUrl, defaultModel, models, newEnabled, apiKeyReference, options);
    }

    /** Returns a copy whose key is there. */
    public LlmSettings withApiKeyReference(String reference) {
        return new LlmSettings(
                name, displayName, baseUrl, defaultModel, models, enabled, Optional.of(reference), options);
    }

    /** Returns a copy with other options. */
    public LlmSettings withOptions(Map<String, String> newOptions) {
        return new LlmSettings(name, displayName, baseUrl, defaultModel, models, enabled, apiKeyReference, newOptions);
    }
}
