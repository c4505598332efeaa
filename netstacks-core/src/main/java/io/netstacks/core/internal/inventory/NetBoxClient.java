package io.netstacks.core.internal.inventory;

import io.netstacks.core.text.Json;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.OperationCancelledException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of objects of NetBox, page by page (NetBox documentation, "REST API: Pagination"). Redirects are not followed
 * and of {@code next} only the query is used, so that the token goes nowhere else. Safe for use by many threads.
 */
final class NetBoxClient {

    static final int MOST_BYTES = 64 * 1024 * 1024;
    static final int MOST_OBJECTS = 200_000;
    private static final int MOST_TRIES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final NetBoxSettings settings;
    private final HttpClient http;

    NetBoxClient(NetBoxSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout());
        settings.tls().ifPresent(builder::sslContext);
        http = builder.build();
    }

    /** Returns all objects under a path of the API that the filters let through. */
    List<Map<?, ?>> all(String path) {
        List<String> first = new ArrayList<>(settings.filters());
        first.add("exclude=config_context");
        first.add("limit=" + settings.pageSize());
        String query = String.join("&", first);
        List<Map<?, ?>> objects = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        while (asked.add(query)) {
            Map<String, Object> page = page(path + "?" + query);
            if (!(page.get("results") instanceof List<?> results)) {
                throw strange(path, "has no list of results");
            }
            for (Object object : results) {
                if (!(object instanceof Map<?, ?> map)) {
                    throw strange(path, "has results that are no objects");
                }
                objects.add(map);
            }
            if (objects.size() > MOST_OBJECTS) {
                throw InvalidInputException.of(
                        where() + " has more than " + MOST_OBJECTS + " objects under " + path + "; add a filter");
            }
            if (!(page.get("next") instanceof String next)) {
                return objects;
            }
            query = query(path, next);
        }
        throw strange(path, "sends the same page again and again");
    }

    private String query(String path, String next) {
        try {
            return Optional.ofNullable(new URI(next).getRawQuery()).orElse("");
        } catch (URISyntaxException e) {
            throw strange(path, "has a next page that is no address");
        }
    }

    private Map<String, Object> page(String pathAndQuery) {
        for (int attempt = 1; ; attempt++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
            try {
                HttpResponse<byte[]> response = send(pathAndQuery);
                int status = response.statusCode();
                if (status == 200) {
                    return json(pathAndQuery, response.body());
                }
                if (status != 429 && status < 500) {
                    throw refused(pathAndQuery, response);
                }
                if (attempt == MOST_TRIES) {
                    throw unreachable("answered " + status + " " + MOST_TRIES + " times", null);
                }
                pause = retryAfter(response).orElse(pause);
            } catch (SSLException e) {
                throw unreachable("has a certificate that is not trusted, or no TLS: " + e.getMessage(), e);
            } catch (BoundedBody.TooLarge e) {
                throw InvalidInputException.of(where() + ": " + e.getMessage() + "; make the page smaller");
            } catch (IOException e) {
                if (attempt == MOST_TRIES) {
                    throw unreachable("cannot be reached: " + reason(e), e);
                }
            }
            pause(pause);
        }
    }

    private HttpResponse<byte[]> send(String pathAndQuery) throws IOException {
        String scheme = settings.token().use(token -> String.valueOf(token).startsWith("nbt_") ? "Bearer " : "Token ");
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.address() + "/api/" + pathAndQuery))
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .header("Authorization", settings.token().use(token -> scheme + String.valueOf(token)))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + settings.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("reading " + where() + " was interrupted", e);
        }
    }

    private Map<String, Object> json(String path, byte[] body) {
        try {
            return Json.readObject(new String(body, StandardCharsets.UTF_8));
        } catch (InvalidInputException e) {
            throw strange(path, "is not JSON");
        }
    }

    private RuntimeException refused(String path, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String place = path.substring(0, path.indexOf('?'));
        String detail = detail(response.body());
        if (status == 401 || status == 403) {
            return new ConnectionFailedException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    where() + " refused the token for " + place + " (" + status + detail
                            + "); check that it is valid and may view devices and virtual machines");
        }
        if (status == 404) {
            return InvalidInputException.of("there is no NetBox at " + settings.address() + " (404 for /api/" + place
                    + "); give the address without /api");
        }
        if (status / 100 == 3) {
            return InvalidInputException.of(where() + " sends us elsewhere (" + status
                    + "), which is not followed since the token would go there; give that address");
        }
        return InvalidInputException.of(where() + " refused the query for " + place + " (" + status + detail
                + "); check the filters " + settings.filters());
    }

    /** A proxy may send back what it was sent, so the token is looked for before anything is shown. */
    private String detail(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        boolean shows = settings.token().use(token -> {
            String whole = new String(body, StandardCharsets.UTF_8);
            return whole.contains(String.valueOf(token));
        });
        return text.isEmpty() || shows ? "" : ": " + text;
    }

    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(wanted -> wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted);
    }

    /** Nobody counts down; the latch only makes a wait that can be interrupted. */
    private void pause(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("reading " + where() + " was interrupted", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private ConnectionFailedException unreachable(String what, @Nullable Throwable cause) {
        return new ConnectionFailedException(ErrorCode.UNREACHABLE, where() + " " + what, cause);
    }

    private InvalidInputException strange(String path, String what) {
        return InvalidInputException.of("the answer of " + where() + " for " + path + " " + what + ", as NetBox's has");
    }

    private String where() {
        return "NetBox at " + settings.address();
    }
}
