package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.SshProfile;
import java.util.List;

/**
 * What two ways to a jump host must have in common to be the same connection: the hosts, who logs in there, which host keys
 * and algorithms are accepted, and the proxy. Immutable.
 *
 * @param hosts the jump hosts, this one last
 * @param logins for each of them a keyed digest of user name, secrets and pin; the proxy's is the last
 * @param hostKeys where trusted host keys are kept
 */
record JumpKey(
        List<Endpoint> hosts, List<String> logins, SshProfile profile, HostKeyPolicy policy, HostKeyStore hostKeys) {

    String name() {
        return hosts.get(hosts.size() - 1).toString();
    }
}
