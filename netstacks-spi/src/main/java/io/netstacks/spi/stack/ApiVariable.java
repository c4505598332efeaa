package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import java.util.Optional;

/**
 * A variable whose value another system knows. Placeholders {@code {{name}}} in the endpoint and the body stand for other
 * values. Immutable.
 *
 * @param resource the id of the API resource that is asked
 * @param endpoint what is appended to its address, at most 4000 characters
 * @param method the HTTP method
 * @param body what is sent, at most 1 000 000 characters; empty for nothing
 * @param path which part of the answer is the value: {@code $.a.b[0]}; empty for all of it
 * @param description what it is for, at most 1 000 000 characters; may be empty
 */
public record ApiVariable(
        ApiResourceId resource,
        String endpoint,
        Method method,
        Optional<String> body,
        Optional<String> path,
        String description) {

    private static final int MOST_ENDPOINT = 4000;

    /** How the other system is asked. */
    public enum Method {
        /** Reads. */
        GET,
        /** Reads with a body. */
        POST
    }

    /** Checks the sizes. */
    public ApiVariable {
        Limits.atMost(MOST_ENDPOINT, "the endpoint of a variable", endpoint);
        body.ifPresent(text -> Limits.atMost(Limits.TEXT, "the body of a variable's request", text));
        path.ifPresent(text -> Limits.key("the path of a variable's value", text));
        Limits.atMost(Limits.TEXT, "the description of a variable", description);
    }

    /** Returns a variable that is the whole answer to a GET. */
    public static ApiVariable get(ApiResourceId resource, String endpoint) {
        return new ApiVariable(resource, endpoint, Method.GET, Optional.empty(), Optional.empty(), "");
    }

    /** Returns a copy whose value is a part of the answer. */
    public ApiVariable at(String newPath) {
        return new ApiVariable(resource, endpoint, method, body, Optional.of(newPath), description);
    }
}
