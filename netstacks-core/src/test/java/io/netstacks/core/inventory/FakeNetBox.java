package io.netstacks.core.inventory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netstacks.core.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks the two lists of NetBox's REST API that are read, with its pages, its token check and its error bodies. */
final class FakeNetBox implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    /** An answer that is given instead of the usual one. */
    record Mishap(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, Object>> devices = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> machines = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();

    FakeNetBox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/dcim/devices/", exchange -> list(exchange, devices));
        server.createContext("/api/virtualization/virtual-machines/", exchange -> list(exchange, machines));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void device(String json) {
        devices.add(Json.readObject(json));
    }

    void machine(String json) {
        machines.add(Json.readObject(json));
    }

    List<String> asked() {
        return asked;
    }

    synchronized void next(int status, String body, String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        mishaps.add(new Mishap(status, body, map));
    }

    private synchronized Mishap mishap() {
        return mishaps.isEmpty() ? new Mishap(0, "", Map.of()) : mishaps.remove();
    }

    private void list(HttpExchange exchange, List<Map<String, Object>> all) throws IOException {
        asked.add(String.valueOf(exchange.getRequestURI()));
        Mishap mishap = mishap();
        if (mishap.status() != 0) {
            mishap.headers().forEach(exchange.getResponseHeaders()::add);
            send(exchange, mishap.status(), mishap.body());
            return;
        }
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!authorization.equals("Token " + TOKEN)) {
            send(exchange, 403, "{\"detail\": \"Invalid token\"}");
            return;
        }
        Map<String, String> query = new LinkedHashMap<>();
        Arrays.stream(String.valueOf(exchange.getRequestURI().getQuery()).split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], pair[1]));
        if (query.containsKey("bogus")) {
            send(exchange, 400, "{\"bogus\": [\"Unknown filter field\"]}");
            return;
        }
        List<Map<String, Object>> found = new ArrayList<>(all);
        if (query.containsKey("site")) {
            found.removeIf(object -> !String.valueOf(object.get("site")).contains("slug=" + query.get("site")));
        }
        int limit = Integer.parseInt(query.get("limit"));
        int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
        int end = Math.min(found.size(), offset + limit);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("count", found.size());
        // NetBox behind a proxy often names itself wrongly, and nothing may be sent there.
        page.put(
                "next",
                end < found.size()
                        ? "https://elsewhere.invalid" + exchange.getRequestURI().getPath()
                                + "?exclude=config_context&limit=" + limit + "&offset=" + end
                        : null);
        page.put("previous", null);
        page.put("results", found.subList(offset, end));
        send(exchange, 200, Json.write(page));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
