package io.netstacks.core.parse.bench;

import io.netstacks.core.parse.NtcPack;
import io.netstacks.core.parse.TextFsmTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample outputs of ntc-templates with their templates, ready to be measured. */
public final class ParseCorpus {

    /** These take a backtracking engine most of the time of all; they are measured apart. */
    private static final String PATHOLOGICAL = "cisco_s300/show_vlan/";

    private final NtcPack pack;
    private final List<NtcPack.Fixture> fixtures;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, TextFsmTemplate> templates = new HashMap<>();

    private ParseCorpus(NtcPack pack) {
        this.pack = pack;
        this.fixtures = pack.fixtures();
        for (NtcPack.Fixture fixture : fixtures) {
            for (String name : fixture.templates().split(":", -1)) {
                sources.computeIfAbsent(name, this::source);
            }
        }
        sources.forEach((name, text) -> templates.put(name, TextFsmTemplate.compile(name, text)));
    }

    /** Unpacks the pack and compiles its templates. */
    public static ParseCorpus load() {
        try {
            return new ParseCorpus(NtcPack.unpackedTo(Files.createTempDirectory("netstacks-parse")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String source(String name) {
        try {
            return Files.readString(pack.templates().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder that it was unpacked to. */
    public Path folder() {
        return Objects.requireNonNull(pack.templates().getParent());
    }

    /** Returns all sample outputs. */
    public List<NtcPack.Fixture> fixtures() {
        return fixtures;
    }

    /** Returns the sample outputs that are pathological, or those that are not. */
    public List<NtcPack.Fixture> fixtures(boolean pathological) {
        return fixtures.stream()
                .filter(f -> f.name().contains(PATHOLOGICAL) == pathological)
                .toList();
    }

    /** Returns the texts of the templates that are used, by name. */
    public Map<String, String> sources() {
        return sources;
    }

    /** Returns a compiled template. */
    public TextFsmTemplate template(String name) {
        return Objects.requireNonNull(templates.get(name), name);
    }

    /** Parses each output with each of its templates; returns the number of rows. */
    public int parse(List<NtcPack.Fixture> outputs) {
        int rows = 0;
        for (NtcPack.Fixture fixture : outputs) {
            for (String name : fixture.templates().split(":", -1)) {
                rows += template(name).parse(fixture.raw()).rows().size();
            }
        }
        return rows;
    }

    /** Compiles each template that is used; returns the number of columns. */
    public int compile() {
        List<TextFsmTemplate> compiled = new ArrayList<>();
        sources.forEach((name, text) -> compiled.add(TextFsmTemplate.compile(name, text)));
        return compiled.stream().mapToInt(t -> t.header().size()).sum();
    }

    /** Compiles each template that is used and parses each output once: what the first use of everything costs. */
    public int compileAndParse(List<NtcPack.Fixture> outputs) {
        Map<String, TextFsmTemplate> fresh = new HashMap<>();
        sources.forEach((name, text) -> fresh.put(name, TextFsmTemplate.compile(name, text)));
        int rows = 0;
        for (NtcPack.Fixture fixture : outputs) {
            for (String name : fixture.templates().split(":", -1)) {
                rows += Objects.requireNonNull(fresh.get(name))
                        .parse(fixture.raw())
                        .rows()
                        .size();
            }
        }
        return rows;
    }

    /** Returns how many lines the outputs have. */
    public static long lines(List<NtcPack.Fixture> outputs) {
        return outputs.stream().mapToLong(f -> f.raw().lines().count()).sum();
    }
}
