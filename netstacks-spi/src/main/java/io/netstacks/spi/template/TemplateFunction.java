package io.netstacks.spi.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter, test or function that a host adds to templates. Values are maps, lists, text, {@code Long}, {@code BigInteger},
 * {@code Double} and {@code Boolean}; null stands for {@code none}. What it throws ends the render with its message. Safe
 * for use by many threads.
 */
@FunctionalInterface
public interface TemplateFunction {

    /**
     * Computes the result.
     *
     * @param arguments values by place; of a filter or test, the first is the value that it stands behind
     * @param named values by name
     * @return the result, of the same kinds; of a test, a {@code Boolean}
     */
    @Nullable
    Object apply(List<@Nullable Object> arguments, Map<String, @Nullable Object> named);
}
