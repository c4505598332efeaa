package io.netstacks.testkit.fake;

import java.util.Optional;

/** The configuration of a device that has none. */
final class NoConfig implements FakeConfig {

    @Override
    public String running() {
        return "";
    }

    @Override
    public String startup() {
        return "";
    }

    @Override
    public void save() {}

    @Override
    public void reload() {}

    @Override
    public void change(String lines) {}

    @Override
    public Optional<String> hostname() {
        return Optional.empty();
    }
}
