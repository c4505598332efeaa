package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.template.Template;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateQuery;
import io.netstacks.spi.template.TemplateSummary;
import io.netstacks.spi.template.TemplateText;
import io.netstacks.spi.template.TemplateUse;
import io.netstacks.spi.template.TemplateVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps templates and every text that they had. Names may be written with {@code .j2} at their end, here as everywhere.
 * Safe for use by many threads; what has returned is durable.
 */
public interface TemplateStore {

    /** How many users {@link #uses} lists of each sort. */
    int MOST_USES = 100;

    /**
     * Adds a template; its text becomes version 1.
     *
     * @throws io.netstacks.spi.error.ConflictException if the name exists
     */
    Stored<Template> create(TemplateDraft draft);

    /**
     * Changes a template if nobody has changed it meanwhile. Another text becomes a new version; the same text does not.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<Template> update(TemplateDraft draft, long expectedVersion);

    /** Returns a template with its latest text. */
    Optional<Stored<Template>> find(String name);

    /** Returns templates by name, without their texts. */
    Page<Stored<TemplateSummary>> list(TemplateQuery query, PageRequest page);

    /** Returns the versions of a template, the newest first. */
    Page<TemplateVersion> versions(String name, PageRequest page);

    /** Returns one version of a template. */
    Optional<TemplateText> version(String name, long number);

    /** Returns what needs a template, at most {@link #MOST_USES} of each sort. */
    List<TemplateUse> uses(String name);

    /** Returns how many templates there are of each kind; kinds without any are missing. */
    Map<TemplateKind, Long> countByKind();

    /**
     * Deletes a template with its versions.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.ConflictException if something needs it; the message names what
     */
    boolean delete(String name);

    /**
     * Deletes a template with its versions even if something needs it, which cannot be deployed or taken away any more then.
     *
     * @return whether there was one
     */
    boolean deleteAnyway(String name);
}
