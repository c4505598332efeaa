package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/**
 * How an API resource learns who asks. Secrets are only referred to. Immutable.
 *
 * @param type how
 * @param username the user of {@link Type#BASIC}; empty otherwise
 * @param secret the token of {@link Type#BEARER} and {@link Type#API_KEY}, the password of {@link Type#BASIC}; empty otherwise
 * @param headers the headers of {@link Type#CUSTOM}, at most 100; empty otherwise
 */
public record ApiAuthentication(
        Type type, Optional<String> username, Optional<SecretReference> secret, Map<String, SecretReference> headers) {

    private static final int MOST_HEADERS = 100;

    /** The ways to say who asks. */
    public enum Type {
        /** Not at all. */
        NONE,
        /** {@code Authorization: Bearer …} (RFC 6750). */
        BEARER,
        /** {@code X-API-Key: …}. */
        API_KEY,
        /** {@code Authorization: Basic …} (RFC 7617). */
        BASIC,
        /** Headers of one's own. */
        CUSTOM
    }

    /** Checks that it has what its type needs, and nothing else. */
    public ApiAuthentication {
        headers = Map.copyOf(headers);
        username.ifPresent(name -> Limits.key("the user of an API resource", name));
        Limits.count(MOST_HEADERS, "headers of an API resource", headers.keySet());
        headers.keySet().forEach(header -> Limits.key("a header of an API resource", header));
        boolean wantsSecret = type == Type.BEARER || type == Type.API_KEY || type == Type.BASIC;
        if (username.isPresent() != (type == Type.BASIC)
                || secret.isPresent() != wantsSecret
                || headers.isEmpty() == (type == Type.CUSTOM)) {
            throw InvalidInputException.of("authentication " + type + " needs " + needs(type));
        }
    }

    private static String needs(Type type) {
        return switch (type) {
            case NONE -> "nothing";
            case BEARER, API_KEY -> "a secret and nothing else";
            case BASIC -> "a user and a secret and nothing else";
            case CUSTOM -> "headers and nothing else";
        };
    }

    /** Returns no authentication. */
    public static ApiAuthentication none() {
        return new ApiAuthentication(Type.NONE, Optional.empty(), Optional.empty(), Map.of());
    }

    /** Returns authentication with a bearer token. */
    public static ApiAuthentication bearer(SecretReference token) {
        return new ApiAuthentication(Type.BEARER, Optional.empty(), Optional.of(token), Map.of());
    }

    /** Returns authentication with a key in {@code X-API-Key}. */
    public static ApiAuthentication apiKey(SecretReference key) {
        return new ApiAuthentication(Type.API_KEY, Optional.empty(), Optional.of(key), Map.of());
    }

    /** Returns authentication with a user and a password. */
    public static ApiAuthentication basic(String username, SecretReference password) {
        return new ApiAuthentication(Type.BASIC, Optional.of(username), Optional.of(password), Map.of());
    }

    /** Returns authentication with headers of one's own. */
    public static ApiAuthentication custom(Map<String, SecretReference> headers) {
        return new ApiAuthentication(Type.CUSTOM, Optional.empty(), Optional.empty(), headers);
    }
}
