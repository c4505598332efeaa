package io.netstacks.adapter.jinjava;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders with jinjava. Its language differs from Jinja2's in many places, some of them silently, so NetStacks' own engine
 * is the default; this one is for hosts whose templates were written for jinjava. It reads no files and no class path, runs
 * nothing that values hold, and takes every error, also a warning, for a failure. Its time limit is not kept while it
 * renders. Safe for use by many threads.
 */
public final class JinjavaTemplateEngine implements TemplateEngine {

    private static final int MAX_TEXT = 1_000_000;
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_DEPTH = 20;

    /** Creates it, to be handed to {@code Templates.over}. */
    public JinjavaTemplateEngine() {}

    @Override
    public String id() {
        return "jinjava";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public String render(String template, Map<String, Object> variables, RenderOptions options) {
        Jinjava jinjava = new Jinjava(config(options));
        jinjava.setResourceLocator((name, encoding, interpreter) -> options.loader()
                .load(name)
                .orElseThrow(() -> new ResourceNotFoundException("no template named " + name)));
        try {
            return text(jinjava.renderForResult(template, JinjavaValues.copy(variables)));
        } catch (StackOverflowError e) {
            throw failure(TemplateException.Phase.RENDER, "nested too deeply", 0);
        }
    }

    private static String text(RenderResult result) {
        for (TemplateError error : result.getErrors()) {
            boolean syntax = error.getReason() == TemplateError.ErrorReason.SYNTAX_ERROR;
            throw failure(
                    syntax ? TemplateException.Phase.COMPILE : TemplateException.Phase.RENDER,
                    error.getMessage(),
                    error.getLineno());
        }
        return result.getOutput();
    }

    private static TemplateException failure(TemplateException.Phase phase, String problem, int line) {
        return new TemplateException(
                phase,
                "<template>, line " + line + ": " + problem,
                "<template>",
                Math.max(0, line),
                0,
                List.of(),
                null);
    }

    private static JinjavaConfig config(RenderOptions options) {
        return JinjavaConfig.newBuilder()
                .withLegacyOverrides(LegacyOverrides.ALL)
                .withKeepTrailingNewline(options.keepTrailingNewline())
                .withTrimBlocks(options.trimBlocks())
                .withLstripBlocks(options.lstripBlocks())
                .withFailOnUnknownTokens(options.strictUndefined())
                .withNestedInterpretationEnabled(false)
                .withReadOnlyResolver(true)
                .withMaxOutputSize(options.maxOutputChars())
                .withMaxStringLength(MAX_TEXT)
                .withMaxListSize(MAX_ITEMS)
                .withMaxMapSize(MAX_ITEMS)
                .withRangeLimit(MAX_ITEMS)
                .withMaxRenderDepth(MAX_DEPTH)
                .withEnableRecursiveMacroCalls(true)
                .withMaxMacroRecursionDepth(MAX_DEPTH)
                .withDisabled(Map.of(Library.FILTER, Set.of("render", "center")))
                .withRestrictedMethods(Set.of("repeat", "getBytes", "chars"))
                .build();
    }
}
