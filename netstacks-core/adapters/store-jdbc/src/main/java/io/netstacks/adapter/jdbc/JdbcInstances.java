package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.InstanceContent;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.InstanceStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class JdbcInstances implements InstanceStore {

    private static final String INSERT = "INSERT INTO {service_instance} (id, stack_id, service, device, stack_order,"
            + " template, template_version, template_hash, validation_template, delete_template, variables, state,"
            + " error, deployment_id, deployed_at, validated_at, validation_passed, validation_source,"
            + " validation_missing, key_id, sealed, version, created_at, updated_at) VALUES (:id, :stack, :service,"
            + " :device, :order, :template, :templateVersion, :templateHash, :validating, :deleting, :variables,"
            + " :state, :error, :deployment, :deployedAt, :validatedAt, :passed, :source, :missing, :key, :sealed, 1,"
            + " :now, :now)";

    private static final String UPDATE = "UPDATE {service_instance} SET stack_order = :order, template = :template,"
            + " template_version = :templateVersion, template_hash = :templateHash,"
            + " validation_template = :validating, delete_template = :deleting, variables = :variables,"
            + " state = :state, error = :error, deployment_id = :deployment, deployed_at = :deployedAt,"
            + " validated_at = :validatedAt, validation_passed = :passed, validation_source = :source,"
            + " validation_missing = :missing, version = version + 1, updated_at = :now";

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final StackFence fence;
    private final InstanceTexts texts;

    JdbcInstances(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        fence = new StackFence(backend);
        texts = new InstanceTexts(backend);
    }

    @Override
    public Stored<ServiceInstance> save(StackClaim claim, ServiceInstance instance, ConfigText rendered) {
        StackClaims.sameStack(claim, instance.key().stackId(), "instance " + instance.key());
        String id = InstanceRows.id(instance.key());
        return transactions.write("saving instance " + instance.key(), handle -> {
            fence.check(handle, claim);
            byte[] sealed = texts.seal(id, new InstanceContent(rendered, List.of()));
            boolean known = find(handle, instance.key()).isPresent();
            String statement = known ? UPDATE + ", key_id = :key, sealed = :sealed WHERE id = :id" : INSERT;
            write(handle, statement, instance, sealed);
            return find(handle, instance.key()).orElseThrow();
        });
    }

    private void write(Handle handle, String statement, ServiceInstance instance, byte[] sealed) {
        try (var write = handle.createUpdate(backend.sql(statement))) {
            InstanceRows.bind(write, instance);
            write.bind("key", SecretBox.keyId(sealed))
                    .bind("sealed", sealed)
                    .bind("now", utc(backend.now()))
                    .execute();
        }
    }

    @Override
    public Stored<ServiceInstance> change(StackClaim claim, ServiceInstance instance) {
        StackClaims.sameStack(claim, instance.key().stackId(), "instance " + instance.key());
        return transactions.write("changing instance " + instance.key(), handle -> {
            fence.check(handle, claim);
            try (var update = handle.createUpdate(backend.sql(UPDATE + " WHERE id = :id"))) {
                InstanceRows.bind(update, instance);
                update.bind("now", utc(backend.now())).execute();
            }
            return find(handle, instance.key())
                    .orElseThrow(() ->
                            NotFoundException.of("instance", instance.key().toString(), List.of()));
        });
    }

    @Override
    public boolean remove(StackClaim claim, InstanceKey key) {
        StackClaims.sameStack(claim, key.stackId(), "instance " + key);
        return transactions.write("removing instance " + key, handle -> {
            fence.check(handle, claim);
            return handle.createUpdate(backend.sql("DELETE FROM {service_instance} WHERE id = :id"))
                            .bind("id", InstanceRows.id(key))
                            .execute()
                    == 1;
        });
    }

    @Override
    public Stored<ServiceInstance> validated(
            InstanceKey key, InstanceValidation validation, List<String> missing, long expectedVersion) {
        String id = InstanceRows.id(key);
        return transactions.write("validating instance " + key, handle -> {
            Optional<InstanceContent> content = texts.find(handle, id, " FOR UPDATE");
            ServiceInstance old = VersionCheck.of("instance " + key, find(handle, key), expectedVersion)
                    .value();
            byte[] sealed =
                    texts.seal(id, new InstanceContent(content.orElseThrow().rendered(), missing));
            write(
                    handle,
                    UPDATE + ", key_id = :key, sealed = :sealed WHERE id = :id",
                    old.validated(Optional.of(validation)),
                    sealed);
            return find(handle, key).orElseThrow();
        });
    }

    @Override
    public Optional<Stored<ServiceInstance>> find(InstanceKey key) {
        return transactions.read("reading instance " + key, handle -> find(handle, key));
    }

    private Optional<Stored<ServiceInstance>> find(Handle handle, InstanceKey key) {
        return handle.createQuery(backend.sql("SELECT * FROM {service_instance} WHERE id = :id"))
                .bind("id", InstanceRows.id(key))
                .map((row, context) -> Columns.stored(row, InstanceRows.instance(row)))
                .findOne();
    }

    @Override
    public Optional<InstanceContent> content(InstanceKey key) {
        return transactions.read(
                "reading the text of instance " + key, handle -> texts.find(handle, InstanceRows.id(key), ""));
    }

    @Override
    public Page<Stored<ServiceInstance>> list(InstanceQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{service_instance}", "created_at")
                .where("stack_id = :stack", "stack", query.stackId().map(StackId::value))
                .where("device = :device", "device", query.device())
                .where("state = :state", "state", query.state().map(Enum::name));
        return transactions.read(
                "listing instances",
                handle -> timeline.page(
                        handle, backend, page, (row, context) -> Columns.stored(row, InstanceRows.instance(row))));
    }

    @Override
    public Map<InstanceState, Long> countByState() {
        return transactions.read(
                "counting instances",
                handle -> RowCounts.of(handle, backend, InstanceState.class, "{service_instance}", "state", ""));
    }

    @Override
    public Map<InstanceState, Long> countByState(StackId stackId) {
        return transactions.read(
                "counting the instances of stack " + stackId,
                handle -> RowCounts.of(
                        handle,
                        backend,
                        InstanceState.class,
                        "{service_instance}",
                        "state",
                        "stack_id",
                        stackId.value()));
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{service_instance}", "id", InstanceTexts.PURPOSE);
    }
}
