package io.netstacks.core.internal.store;

import io.netstacks.spi.template.TemplateUse;
import java.util.List;

/** A store whose records need templates. Used within {@link MemoryJournal#atomically} only. */
interface MemoryTemplateUsers {

    /** Returns what needs a template, as much as a store lists of each sort. */
    List<TemplateUse> usesOf(String template);
}
