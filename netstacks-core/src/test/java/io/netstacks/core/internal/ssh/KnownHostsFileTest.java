package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsFileTest {

    private static final Instant NOW = Instant.parse("2026-11-30T06:00:00Z");
    private static final HostKey ONE = key("ssh-ed25519", "one");
    private static final HostKey TWO = key("ssh-ed25519", "two");
    private static final HostKey RSA = key("ssh-rsa", "rsa");
    private static final HostKey EC = key("ecdsa-sha2-nistp256", "ec");
    private static final Endpoint EDGE = new Endpoint("edge1.example", 22);
    private static final Endpoint EDGE_2222 = new Endpoint("edge1.example", 2222);

    @TempDir
    Path folder;

    private Path file;
    private HostKeyStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("ssh/known_hosts");
        store = new KnownHostsFile(file, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static HostKey key(String type, String content) {
        return new HostKey(type, Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
    }

    private void write(String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private static String line(String names, HostKey key) {
        return names + " " + key.type() + " " + key.base64();
    }

    @Test
    void an_absent_file_knows_nobody_and_begins_with_the_first_trusted_key() throws IOException {
        assertThat(store.find(EDGE)).isEmpty();
        assertThat(store.trustFirst(EDGE, ONE)).isTrue();
        assertThat(store.trustFirst(EDGE_2222, TWO)).isTrue();
        assertThat(Files.readAllLines(file))
                .containsExactly(line("edge1.example", ONE), line("[edge1.example]:2222", TWO));
        assertThat(store.find(EDGE)).containsExactly(ONE);
        assertThat(store.find(EDGE_2222)).containsExactly(TWO);
    }

    @Test
    void another_key_of_the_same_type_is_not_trusted() {
        assertThat(store.trustFirst(EDGE, ONE)).isTrue();
        assertThat(store.trustFirst(EDGE, ONE)).isTrue();
        assertThat(store.trustFirst(EDGE, TWO)).isFalse();
        assertThat(store.trustFirst(EDGE, RSA)).isTrue();
        assertThat(store.trustFirst(EDGE, EC)).isTrue();
        assertThat(store.find(EDGE)).containsExactly(ONE, RSA, EC);
    }

    @Test
    void names_are_lists_patterns_and_negations_in_any_case() throws IOException {
        write(
                "# a comment",
                "",
                line("Edge1.Example,10.0.0.1", ONE) + " kim@desk",
                line("!edge1.example,*.example", TWO),
                line("edge?.other", RSA));
        assertThat(store.find(EDGE)).containsExactly(ONE);
        assertThat(store.find(new Endpoint("10.0.0.1", 22))).containsExactly(ONE);
        assertThat(store.find(new Endpoint("edge2.example", 22))).containsExactly(TWO);
        assertThat(store.find(new Endpoint("edge7.other", 22))).containsExactly(RSA);
        assertThat(store.find(new Endpoint("edge77.other", 22))).isEmpty();
    }

    @Test
    void hashed_names_are_found() throws IOException, GeneralSecurityException {
        write(line(hashed("edge1.example"), ONE), line(hashed("[edge1.example]:2222"), TWO));
        assertThat(store.find(EDGE)).containsExactly(ONE);
        assertThat(store.find(EDGE_2222)).containsExactly(TWO);
        store.forget(EDGE);
        assertThat(store.find(EDGE)).isEmpty();
        assertThat(store.find(EDGE_2222)).containsExactly(TWO);
    }

    private static String hashed(String name) throws GeneralSecurityException {
        byte[] salt = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        Base64.Encoder base64 = Base64.getEncoder();
        return "|1|" + base64.encodeToString(salt) + "|"
                + base64.encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_revoked_key_is_never_trusted_however_the_line_is_indented() throws IOException {
        write("  @revoked " + line("*", ONE), line("edge1.example", ONE), "@cert-authority " + line("*", TWO));
        assertThat(store.find(EDGE)).isEmpty();
        assertThat(store.trustFirst(EDGE, ONE)).isFalse();
        store.forget(EDGE);
        assertThat(store.trustFirst(EDGE, ONE)).isFalse();
    }

    @Test
    void broken_lines_are_about_nobody() throws IOException {
        write(
                "edge1.example",
                "edge1.example ssh-rsa",
                "edge1.example ssh-rsa ***",
                "|1|x ssh-rsa AAAA",
                line("edge1.example", ONE));
        assertThat(store.find(EDGE)).containsExactly(ONE);
    }

    @Test
    void forgetting_a_host_keeps_its_neighbours_and_every_other_line() throws IOException {
        write("# kept \u00e9", line("edge1.example,edge2.example", ONE) + " desk", line("*.example", TWO));
        store.forget(EDGE);
        assertThat(store.find(EDGE)).isEmpty();
        assertThat(store.find(new Endpoint("edge2.example", 22))).containsExactly(ONE, TWO);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# kept \u00e9", line("edge2.example", ONE) + " desk", line("*.example,!edge1.example", TWO));
    }

    @Test
    void forgetting_nobody_leaves_the_file_alone() {
        store.forget(EDGE);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_last_line_without_an_end_gets_one() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line("core", TWO));
        assertThat(store.trustFirst(EDGE, ONE)).isTrue();
        assertThat(Files.readAllLines(file)).containsExactly(line("core", TWO), line("edge1.example", ONE));
    }

    /** Writes lines as if it had been at that time. */
    private void writeAt(Instant time, String... lines) throws IOException {
        write(lines);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    @Test
    void a_file_that_looks_the_same_is_not_read_again_and_a_changed_one_is() throws IOException {
        Instant written = NOW.minusSeconds(10);
        writeAt(written, line("edge1.example", ONE));
        assertThat(store.find(EDGE)).containsExactly(ONE);
        writeAt(written, line("edge1.example", TWO));
        assertThat(store.find(EDGE)).as("nothing tells of the change").containsExactly(ONE);
        writeAt(written.plusSeconds(1), line("edge1.example", TWO));
        assertThat(store.find(EDGE)).containsExactly(TWO);
        writeAt(written.plusSeconds(1), line("edge1.example", TWO), "");
        assertThat(store.find(EDGE)).as("another size").containsExactly(TWO);
        Path other = folder.resolve("other");
        Files.writeString(other, line("edge1.example", ONE) + "\n\n");
        Files.setLastModifiedTime(other, FileTime.from(written.plusSeconds(1)));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.find(EDGE)).as("another file in its place").containsExactly(ONE);
        Files.delete(file);
        assertThat(store.find(EDGE)).isEmpty();
    }

    @Test
    void a_second_change_within_the_step_of_the_file_systems_clock_is_seen() throws IOException {
        for (Instant written : List.of(NOW, NOW.minusSeconds(2), NOW.plusSeconds(60))) {
            writeAt(written, line("edge1.example", ONE));
            assertThat(store.find(EDGE)).containsExactly(ONE);
            writeAt(written, line("edge1.example", TWO));
            assertThat(store.find(EDGE)).containsExactly(TWO);
        }
    }

    @Test
    void what_the_store_writes_itself_is_known_at_once() throws IOException {
        writeAt(NOW.minusSeconds(10), line("edge1.example", ONE), line("edge1.example", RSA));
        assertThat(store.find(EDGE)).containsExactly(ONE, RSA);
        assertThat(store.trustFirst(EDGE_2222, TWO)).isTrue();
        assertThat(store.find(EDGE_2222)).containsExactly(TWO);
        store.forget(EDGE);
        assertThat(store.find(EDGE)).isEmpty();
    }

    @Test
    void a_certificate_authority_is_nobodys_key_and_breaks_no_other_line() throws IOException {
        write(
                "@cert-authority " + line("*", TWO),
                "@cert-authority\t" + line("edge1.example", RSA) + " ours",
                "@cert-authority",
                "@cert-authority edge1.example",
                "@unknown " + line("edge1.example", TWO),
                line("edge1.example", ONE));
        assertThat(store.find(EDGE)).containsExactly(ONE);
        assertThat(store.find(new Endpoint("edge2.example", 22))).isEmpty();
        assertThat(store.trustFirst(EDGE, TWO)).isFalse();
        store.forget(EDGE);
        assertThat(Files.readAllLines(file)).hasSize(5).allMatch(line -> line.startsWith("@"));
    }

    @Test
    void many_threads_see_what_is_there() throws Exception {
        writeAt(NOW.minusSeconds(10), line("edge1.example", ONE), line("*.example", RSA));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> trusted = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Endpoint other = new Endpoint("core" + i, 22);
                trusted.add(threads.submit(() -> store.find(EDGE).equals(List.of(ONE, RSA))
                        && store.trustFirst(other, TWO)
                        && store.find(other).equals(List.of(TWO))));
            }
            for (Future<Boolean> one : trusted) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(file)).hasSize(42);
    }

    @Test
    void a_file_that_cannot_be_read_is_an_error_and_not_an_empty_store() throws IOException {
        Files.createDirectories(file);
        assertThatThrownBy(() -> store.find(EDGE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }
}
