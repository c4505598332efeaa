package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.StackClaims;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.Stored;
import java.util.Optional;
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

    Optional<Stored<ServiceStack>> find(Handle handle, StackId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {service_stack} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> Columns.stored(row, StackRows.stack(row)))
                .findOne();
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
            StackClaims.held(find(handle, claim.stackId(), ""), claim);
        }
    }
}
