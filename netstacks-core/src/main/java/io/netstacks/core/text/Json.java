package io.netstacks.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;

/** Trees of maps, lists, texts, numbers and booleans as JSON, so that no signature of ours shows a library. Pure functions. */
public final class Json {

    /** An output of a command may have so many characters, and what was written is read again. */
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    private static final JsonMapper COMPACT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .build();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Returns a tree as JSON on one line. */
    public static String write(Object tree) {
        return write(COMPACT, tree);
    }

    /** Returns a tree as indented JSON. */
    public static String pretty(Object tree) {
        return write(PRETTY, tree);
    }

    private static String write(JsonMapper mapper, Object tree) {
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a tree of plain values: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns a JSON object as a tree.
     *
     * @throws InvalidInputException if the text is not a JSON object
     */
    public static Map<String, Object> readObject(String text) {
        try {
            return COMPACT.readerForMapOf(Object.class).readValue(text);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.of("not a JSON object: " + e.getOriginalMessage());
        }
    }
}
