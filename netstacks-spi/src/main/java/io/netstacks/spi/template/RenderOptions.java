package io.netstacks.spi.template;

import java.time.Duration;

/**
 * How a template is rendered. The defaults are NetStacks' own, made for device configurations: {@code trimBlocks} and
 * {@code lstripBlocks} on, undefined variables are errors, {@code do}, {@code break} and {@code continue} are known.
 * {@link #jinjaDefaults()} are Jinja2's. Immutable.
 */
public final class RenderOptions {

    private final boolean trimBlocks;
    private final boolean lstripBlocks;
    private final boolean keepTrailingNewline;
    private final boolean strictUndefined;
    private final boolean chainableUndefined;
    private final boolean extensions;
    private final TemplateLoader loader;
    private final Duration timeLimit;
    private final int maxOutputChars;

    private RenderOptions(Draft draft) {
        this.trimBlocks = draft.trimBlocks;
        this.lstripBlocks = draft.lstripBlocks;
        this.keepTrailingNewline = draft.keepTrailingNewline;
        this.strictUndefined = draft.strictUndefined;
        this.chainableUndefined = draft.chainableUndefined;
        this.extensions = draft.extensions;
        this.loader = draft.loader;
        this.timeLimit = draft.timeLimit;
        this.maxOutputChars = draft.maxOutputChars;
    }

    /** Returns the defaults for device configurations: trim and lstrip on, strict, 10 s, 4 million characters, no loader. */
    public static RenderOptions defaults() {
        return new RenderOptions(new Draft());
    }

    /** Returns Jinja2's defaults: no trimming, undefined renders as nothing, no extensions; limits as in {@link #defaults()}. */
    public static RenderOptions jinjaDefaults() {
        return defaults()
                .withTrimBlocks(false)
                .withLstripBlocks(false)
                .withStrictUndefined(false)
                .withExtensions(false);
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

    /** Tells whether attributes of an undefined value are undefined as well instead of an error; only where not strict. */
    public boolean chainableUndefined() {
        return chainableUndefined;
    }

    /** Tells whether the statements of Jinja2's extensions {@code do} and {@code loopcontrols} are known. */
    public boolean extensions() {
        return extensions;
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
        Draft draft = new Draft(this);
        draft.trimBlocks = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withLstripBlocks(boolean value) {
        Draft draft = new Draft(this);
        draft.lstripBlocks = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withKeepTrailingNewline(boolean value) {
        Draft draft = new Draft(this);
        draft.keepTrailingNewline = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withStrictUndefined(boolean value) {
        Draft draft = new Draft(this);
        draft.strictUndefined = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withChainableUndefined(boolean value) {
        Draft draft = new Draft(this);
        draft.chainableUndefined = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this choice. */
    public RenderOptions withExtensions(boolean value) {
        Draft draft = new Draft(this);
        draft.extensions = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this loader. */
    public RenderOptions withLoader(TemplateLoader value) {
        Draft draft = new Draft(this);
        draft.loader = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this time limit. */
    public RenderOptions withTimeLimit(Duration value) {
        Draft draft = new Draft(this);
        draft.timeLimit = value;
        return new RenderOptions(draft);
    }

    /** Returns a copy with this output limit. */
    public RenderOptions withMaxOutputChars(int value) {
        Draft draft = new Draft(this);
        draft.maxOutputChars = value;
        return new RenderOptions(draft);
    }

    /** The values while a copy is made, so that one more of them is one line here. */
    private static final class Draft {

        private boolean trimBlocks = true;
        private boolean lstripBlocks = true;
        private boolean keepTrailingNewline;
        private boolean strictUndefined = true;
        private boolean chainableUndefined;
        private boolean extensions = true;
        private TemplateLoader loader = TemplateLoader.none();
        private Duration timeLimit = Duration.ofSeconds(10);
        private int maxOutputChars = 4_000_000;

        Draft() {}

        Draft(RenderOptions from) {
            this.trimBlocks = from.trimBlocks;
            this.lstripBlocks = from.lstripBlocks;
            this.keepTrailingNewline = from.keepTrailingNewline;
            this.strictUndefined = from.strictUndefined;
            this.chainableUndefined = from.chainableUndefined;
            this.extensions = from.extensions;
            this.loader = from.loader;
            this.timeLimit = from.timeLimit;
            this.maxOutputChars = from.maxOutputChars;
        }
    }
}
