package io.netstacks.core.internal.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactNone;
import io.netstacks.core.internal.platform.FactNode.FactText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into nodes that know their place. It takes the plain part of YAML that a fact sheet needs: one document of
 * maps, lists and texts, no aliases, no tags, no key twice, at most {@value #MAX_CHARS} characters and {@value #MAX_DEPTH}
 * levels. Confined: one thread at a time.
 */
final class FactReader {

    static final int MAX_CHARS = 262_144;
    static final int MAX_DEPTH = 12;

    private static final YAMLFactory YAML = new YAMLFactory();

    private final String file;
    private final FactProblems problems;
    private final YAMLParser parser;
    private int depth;

    private FactReader(String file, YAMLParser parser, FactProblems problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** Reads a file; what is wrong goes to the problems, and what could be read is returned. */
    static FactMap read(String file, String text, FactProblems problems) {
        FactPlace top = new FactPlace(file, 1);
        FactMap empty = new FactMap(top, Map.of());
        if (text.length() > MAX_CHARS) {
            problems.add(top, "has " + text.length() + " characters, at most " + MAX_CHARS + " are read");
            return empty;
        }
        try (YAMLParser parser = YAML.createParser(text)) {
            FactNode node = new FactReader(file, parser, problems).document(empty);
            if (node instanceof FactMap map) {
                return map;
            }
            if (!(node instanceof FactNone)) {
                problems.add(node.place(), "expected keys and values at the top of the file");
            }
            return empty;
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            problems.add(
                    location == null ? top : new FactPlace(file, Math.max(1, location.getLineNr())),
                    "is no valid YAML: " + firstLine(e.getOriginalMessage()));
            return empty;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TooDeep e) {
            problems.add(e.place, "is nested deeper than " + MAX_DEPTH + " levels");
            return empty;
        }
    }

    private FactNode document(FactNode empty) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return empty;
        }
        FactNode node = node(first, here());
        if (parser.nextToken() != null) {
            problems.add(here(), "a second document begins; one file holds one platform");
        }
        return node;
    }

    /** Reads one node; a map or list stands where its key stands, since that is where people look. */
    private FactNode node(JsonToken token, FactPlace place) throws IOException {
        if (parser.isCurrentAlias()) {
            problems.add(place, "aliases (*name) are not taken; write the value out");
            return new FactNone(place);
        }
        if (parser.getTypeId() != null) {
            problems.add(place, "tags (!name) are not taken");
        }
        if (token == JsonToken.START_OBJECT) {
            return map(place);
        }
        if (token == JsonToken.START_ARRAY) {
            return list(place);
        }
        return token == JsonToken.VALUE_NULL ? new FactNone(place) : new FactText(place, parser.getText());
    }

    private FactMap map(FactPlace place) throws IOException {
        enter(place);
        Map<String, FactNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            FactPlace keyPlace = here();
            String key = parser.currentName();
            FactNode value = node(parser.nextToken(), keyPlace);
            if (entries.putIfAbsent(key, value) != null) {
                problems.add(keyPlace, "key \"" + key + "\" stands here twice");
            }
        }
        depth--;
        return new FactMap(place, entries);
    }

    private FactList list(FactPlace place) throws IOException {
        enter(place);
        List<FactNode> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(node(token, here()));
            token = parser.nextToken();
        }
        depth--;
        return new FactList(place, items);
    }

    private void enter(FactPlace place) {
        if (++depth > MAX_DEPTH) {
            throw new TooDeep(place);
        }
    }

    private FactPlace here() {
        return new FactPlace(file, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    /** Unwinds the recursion; never leaves this class. */
    private static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient FactPlace place;

        TooDeep(FactPlace place) {
            super(null, null, false, false);
            this.place = place;
        }
    }
}
