package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Another system that knows values of variables. Holds no secrets. Immutable.
 *
 * @param id its id
 * @param name its name, unique among the API resources
 * @param description what it is, at most 1 000 000 characters; may be empty
 * @param baseUrl what each address begins with: http or https, without user, query and fragment, at most 500 characters
 * @param authentication how it learns who asks
 * @param verifyTls whether its certificate has to be valid
 * @param createdBy who wrote this, as {@code Actor.toString} shows
 */
public record ApiResource(
        ApiResourceId id,
        String name,
        String description,
        String baseUrl,
        ApiAuthentication authentication,
        boolean verifyTls,
        String createdBy) {

    /** Checks the sizes and the address. */
    public ApiResource {
        Limits.key("the name of an API resource", name);
        Limits.key("who wrote an API resource", createdBy);
        Limits.atMost(Limits.TEXT, "the description of an API resource", description);
        Limits.atMost(Limits.LINE, "the address of an API resource", baseUrl);
        if (!isAddress(baseUrl)) {
            // not quoted: it may hold a password
            throw InvalidInputException.of("the address of API resource " + name
                    + " must be http:// or https:// with a host, without user, query and fragment");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Returns a resource that verifies certificates. */
    public static ApiResource of(
            ApiResourceId id, String name, String baseUrl, ApiAuthentication authentication, String createdBy) {
        return new ApiResource(id, name, "", baseUrl, authentication, true, createdBy);
    }

    /** Returns a copy with another name. */
    public ApiResource named(String newName) {
        return new ApiResource(id, newName, description, baseUrl, authentication, verifyTls, createdBy);
    }

    /** Returns a copy that somebody else wrote. */
    public ApiResource by(String author) {
        return new ApiResource(id, name, description, baseUrl, authentication, verifyTls, author);
    }
}
