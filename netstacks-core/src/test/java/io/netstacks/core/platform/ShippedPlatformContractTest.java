package io.netstacks.core.platform;

import io.netstacks.spi.platform.Platform;
import io.netstacks.testkit.PlatformContract;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

class ShippedPlatformContractTest extends PlatformContract {

    @Override
    protected Collection<Platform> platforms() {
        return Platforms.builtIn().all();
    }

    @Override
    protected Optional<String> meantBy(String alias) {
        return Optional.of(Platforms.builtIn().get(alias).id());
    }

    @Override
    protected Map<String, String> secretLines(Platform platform) {
        return switch (platform.id()) {
            case "cisco_ios", "cisco_xe", "cisco_nxos", "arista_eos", "frr_vtysh" ->
                Map.of("snmp-server community Gr4nt RO", "Gr4nt", "username kim secret 5 $1$abc$def", "$1$abc$def");
            case "juniper_junos" -> Map.of("    encrypted-password \"$6$abc$def\"; ## SECRET-DATA", "$6$abc$def");
            case "huawei_vrp" -> Map.of(" local-user kim password irreversible-cipher $1c$abc$def$", "$1c$abc$def$");
            default -> Map.of();
        };
    }
}
