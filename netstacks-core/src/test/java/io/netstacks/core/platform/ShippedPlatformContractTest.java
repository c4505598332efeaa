package io.netstacks.core.platform;

import io.netstacks.spi.platform.Platform;
import io.netstacks.testkit.PlatformContract;
import java.util.Collection;

class ShippedPlatformContractTest extends PlatformContract {

    @Override
    protected Collection<Platform> platforms() {
        return Platforms.builtIn().all();
    }
}
