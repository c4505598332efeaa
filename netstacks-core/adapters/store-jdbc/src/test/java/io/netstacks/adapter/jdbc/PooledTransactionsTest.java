package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PooledTransactionsTest {

    @Test
    void a_thread_that_is_interrupted_closes_the_pool_in_order_and_stays_interrupted() {
        AtomicBoolean disturbed = new AtomicBoolean();
        PooledTransactions transactions = new PooledTransactions(
                Jdbi.create("jdbc:h2:mem:"),
                WriterTurn.free(),
                () -> disturbed.set(Thread.currentThread().isInterrupted()));

        Thread.currentThread().interrupt();
        transactions.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(disturbed).isFalse();
    }
}
