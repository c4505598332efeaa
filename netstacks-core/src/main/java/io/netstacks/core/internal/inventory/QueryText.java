package io.netstacks.core.internal.inventory;

import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.DeviceSelector.Both;
import io.netstacks.spi.device.DeviceSelector.Either;
import io.netstacks.spi.device.DeviceSelector.Enabled;
import io.netstacks.spi.device.DeviceSelector.Except;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a selector as a query; the other way round than {@link QueryReader}. Pure function. */
public final class QueryText {

    private QueryText() {}

    /** Returns a query that means the same devices. */
    public static String of(DeviceSelector selector) {
        if (selector instanceof Both both
                && both.right().equals(DeviceSelector.enabled(true))
                && !saysEnabled(both.left())) {
            return text(both.left(), Binding.OR);
        }
        return saysEnabled(selector) ? text(selector, Binding.OR) : text(selector, Binding.AND) + " and enabled=any";
    }

    /** How tight what stands around binds. */
    private enum Binding {
        OR,
        AND,
        NOT
    }

    private static boolean saysEnabled(DeviceSelector selector) {
        if (selector instanceof Both both) {
            return saysEnabled(both.left()) || saysEnabled(both.right());
        } else if (selector instanceof Either either) {
            return saysEnabled(either.left()) || saysEnabled(either.right());
        } else if (selector instanceof Except but) {
            return saysEnabled(but.base()) || saysEnabled(but.excluded());
        }
        return selector instanceof Enabled;
    }

    private static String text(DeviceSelector selector, Binding around) {
        if (selector instanceof Both both
                && both.right() instanceof Except not
                && not.base().equals(DeviceSelector.all())) {
            String but = " and not " + text(not.excluded(), Binding.NOT);
            return wrapped(text(both.left(), Binding.AND) + but, around, Binding.AND);
        } else if (selector instanceof Both both) {
            return wrapped(
                    text(both.left(), Binding.AND) + " and " + text(both.right(), Binding.NOT), around, Binding.AND);
        } else if (selector instanceof Either either) {
            return wrapped(
                    text(either.left(), Binding.OR) + " or " + text(either.right(), Binding.AND), around, Binding.OR);
        } else if (selector instanceof Except but) {
            String not = "not " + text(but.excluded(), Binding.NOT);
            return but.base().equals(DeviceSelector.all())
                    ? around == Binding.OR ? not : "(" + not + ")"
                    : wrapped(text(but.base(), Binding.AND) + " and " + not, around, Binding.AND);
        }
        return term(selector, around);
    }

    private static String term(DeviceSelector selector, Binding around) {
        if (selector instanceof DeviceSelector.Names named) {
            String names = new TreeSet<>(named.names())
                    .stream().map(name -> "name=" + quoted(name)).collect(Collectors.joining(" or "));
            return named.names().isEmpty()
                    ? "(not all)"
                    : named.names().size() == 1 ? names : wrapped(names, around, Binding.OR);
        } else if (selector instanceof DeviceSelector.NameGlob pattern) {
            return "name~" + quoted(pattern.glob());
        } else if (selector instanceof DeviceSelector.Tag tagged) {
            return "tag=" + quoted(tagged.tag());
        } else if (selector instanceof DeviceSelector.Site at) {
            return "site=" + quoted(at.site());
        } else if (selector instanceof DeviceSelector.OfPlatform of) {
            return "platform=" + quoted(of.platform());
        } else if (selector instanceof Enabled state) {
            return "enabled=" + state.enabled();
        }
        return "all";
    }

    private static String wrapped(String text, Binding around, Binding own) {
        return around.compareTo(own) > 0 ? "(" + text + ")" : text;
    }

    private static String quoted(String value) {
        boolean plain = !value.isEmpty() && value.codePoints().allMatch(QueryReader::isPlain);
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
