package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.StackClaims;
import io.netstacks.spi.stack.StackClaim;
import org.jdbi.v3.core.Handle;

/**
 * Lets pass only who holds the latest claim of a stack, and keeps others from claiming until the transaction ends. Works
 * within the transaction of its caller.
 */
final class StackFence {

    private record Fence(long claims, boolean held) {}

    private final JdbcBackend backend;

    StackFence(JdbcBackend backend) {
        this.backend = backend;
    }

    /**
     * Returns if the claim holds; reads no definition.
     *
     * @throws io.netstacks.spi.error.ConflictException if it was lost
     */
    void check(Handle handle, StackClaim claim) {
        boolean holds = handle.createQuery(
                        backend.sql("SELECT claims, lease_owner FROM {service_stack} WHERE id = :id FOR UPDATE"))
                .bind("id", PortableText.encode(claim.stackId().value()))
                .map((row, context) -> new Fence(row.getLong("claims"), row.getString("lease_owner") != null))
                .findOne()
                .filter(fence -> fence.held() && fence.claims() == claim.number())
                .isPresent();
        if (!holds) {
            StackClaims.held(
                    StackRows.ROWS.find(handle, backend, claim.stackId().value()), claim);
        }
    }
}
