package io.netstacks.spi.template;

import java.time.Duration;

/**
 * How a template is rendered. The defaults are NetStacks' own, made for device configurations: {@code trimBlocks} and
 * {@code lstripBlocks} on, undefined variables are errors. {@link #jinjaDefaults()} are Jinja2's. Immutable.
 */
public final class RenderOptions {

    private final boolean trimBlocks;
    private final boolean lstripBlocks;
    private final boolean keepTrailingNewline;
    private final boolean strictUndefined;
    private final TemplateLoader loader;
    private final Duration timeLimit;
    private final int maxOutputChars;

    private RenderOptions(
            boolean trimBlocks,
            boolean lstripBlocks,
            boolean keepTrailingNewline,
            boolean strictUndefined,
            TemplateLoader loader,
            Duration timeLimit,
            int maxOutputChars) {
        this.trimBlocks = trimBlocks;
        this.lstripBlocks = lstripBlocks;
        this.keepTrailingNewline = keepTrailingNewline;
        this.strictUndefined = strictUndefined;
        this.loader = loader;
        this.timeLimit = timeLimit;
        this.maxOutputChars = maxOutputChars;
    }

    /** Returns the defaults for device configurations: trim and lstrip on, strict, 10 s, 4 million characters, no loader. */
    public static RenderOptions defaults() {
        return new RenderOptions(true, true, false, true, TemplateLoader.none(), Duration.ofSeconds(10), 4_000_000);
    }

    /** Returns Jinja2's defaults: no trimming, undefined renders as nothing; limits as in {@link #defaults()}. */
    public static RenderOptions jinjaDefaults() {
        return defaults().withTrimBlocks(false).withLstripBlocks(false).withStrictUndefined(false);
    }

    /** Tells whether the first newline after a block tag is removed. */
    public boolean trimBlocks() {
        return trimBlocks;
    }

    /** Tells whether blanks before a block tag at the start of a line are removed. */
    public boolean lstripBlocks() {
        return lstripBlocks;
    }

    /** Tells whether a newline at the end of the template is kept. */
    public boolean keepTrailingNewline() {
        return keepTrailingNewline;
    }

    /** Tells whether use of an undefined variable is an error. */
    public boolean strictUndefined() {
        return strictUndefined;
    }

    /** Returns where included templates come from. */
    public TemplateLoader loader() {
        return loader;
    }

    /** Returns how long a render may take. */
    public Duration timeLimit() {
        return timeLimit;
    }

    /** Returns how many characters a render may produce. */
    public int maxOutputChars() {
        return maxOutputChars;
    }

    /** Returns a copy with this choice. */
    public RenderOptions withTrimBlocks(boolean value) {
        return new RenderOptions(
                value, lstripBlocks, keepTrailingNewline, strictUndefined, loader, timeLimit, maxOutputChars);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withLstripBlocks(boolean value) {
        return new RenderOptions(
                trimBlocks, value, keepTrailingNewline, strictUndefined, loader, timeLimit, maxOutputChars);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withKeepTrailingNewline(boolean value) {
        return new RenderOptions(trimBlocks, lstripBlocks, value, strictUndefined, loader, timeLimit, maxOutputChars);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withStrictUndefined(boolean value) {
        return new RenderOptions(
                trimBlocks, lstripBlocks, keepTrailingNewline, value, loader, timeLimit, maxOutputChars);
    }

    /** Returns a copy with this loader. */
    public RenderOptions withLoader(TemplateLoader value) {
        return new RenderOptions(
                trimBlocks, lstripBlocks, keepTrailingNewline, strictUndefined, value, timeLimit, maxOutputChars);
    }

    /** Returns a copy with this time limit. */
    public RenderOptions withTimeLimit(Duration value) {
        return new RenderOptions(
                trimBlocks, lstripBlocks, keepTrailingNewline, strictUndefined, loader, value, maxOutputChars);
    }

    /** Returns a copy with this output limit. */
    public RenderOptions withMaxOutputChars(int value) {
        return new RenderOptions(
                trimBlocks, lstripBlocks, keepTrailingNewline, strictUndefined, loader, timeLimit, value);
    }
}
