package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.transport.SshProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Private keys as OpenSSH, OpenSSL and PuTTY write them; what is not installed is skipped. */
@Timeout(120)
class KeyFormsTest {

    private static final String PASSPHRASE = "öffne dich 7";

    /** The oldest encryptions take no other characters. */
    private static final String ASCII = "open sesame 7";

    private static final String PKCS8 = "openssl pkcs8 -topk8 -in $S -out $N -passout env:P ";
    private static final String LEGACY = "-provider legacy -provider default";
    private static final List<String> KINDS = List.of("rsa", "ec256", "ec384", "ec521", "ed25519");

    @TempDir
    private static Path folder;

    /** A way to write a key: {@code $K} is one in OpenSSH's format, {@code $S} the same in PKCS#8, {@code $N} the new one. */
    private record Form(String name, String tool, String passphrase, String command) {

        boolean isLocked() {
            return !passphrase.isEmpty();
        }
    }

    /** One key in one form. */
    private record Case(String kind, Form form) {

        @Override
        public String toString() {
            return kind + ", " + form.name();
        }
    }

    private static Form open(String name, String tool, String command) {
        return new Form(name, tool, "", command);
    }

    private static Form locked(String name, String tool, String command) {
        return new Form(name, tool, PASSPHRASE, command);
    }

    private static List<Form> forms(String kind) {
        List<Form> forms = new ArrayList<>();
        forms.add(open("OpenSSH", "ssh-keygen", "cp $K $N"));
        for (String cipher : List.of("aes256-ctr", "aes128-cbc", "aes256-gcm@openssh.com", "3des-cbc")) {
            forms.add(locked(
                    "OpenSSH with " + cipher,
                    "ssh-keygen",
                    "cp $K $N && ssh-keygen -q -p -a 2 -P '' -N \"$P\" -Z " + cipher + " -f $N"));
        }
        forms.add(open("PKCS#8", "openssl", "cp $S $N"));
        Map<String, String> pkcs8 = new LinkedHashMap<>();
        pkcs8.put("AES-256", "-v2 aes-256-cbc");
        pkcs8.put("AES-192 and SHA-512", "-v2 aes-192-cbc -v2prf hmacWithSHA512");
        pkcs8.put("AES-128 and SHA-1", "-v2 aes-128-cbc -v2prf hmacWithSHA1");
        pkcs8.put("3DES", "-v2 des3");
        pkcs8.put("scrypt", "-scrypt");
        pkcs8.forEach((name, options) -> forms.add(locked("PKCS#8 with " + name, "openssl", PKCS8 + options)));
        forms.add(new Form("PKCS#8 with the 3DES of PKCS#12", "openssl", ASCII, PKCS8 + "-v1 PBE-SHA1-3DES"));
        forms.add(new Form("PKCS#8 with MD5 and DES", "openssl", ASCII, PKCS8 + "-v1 PBE-MD5-DES " + LEGACY));
        if (!kind.equals("ed25519")) {
            String read = kind.equals("rsa") ? "openssl rsa -traditional" : "openssl ec";
            forms.add(open("PEM", "openssl", read + " -in $S -out $N"));
            forms.add(open(
                    "PEM behind the parameters of a curve",
                    "openssl",
                    "openssl ecparam -name prime256v1 > $N && " + read + " -in $S >> $N"));
            for (String cipher : List.of("des3", "aes128", "aes192", "aes256")) {
                forms.add(locked(
                        "PEM with " + cipher, "openssl", read + " -" + cipher + " -in $S -out $N -passout env:P"));
            }
            forms.add(locked(
                    "PEM of OpenSSH", "ssh-keygen", "cp $K $N && ssh-keygen -q -p -m PEM -P '' -N \"$P\" -f $N"));
            forms.add(locked(
                    "PKCS#8 of OpenSSH", "ssh-keygen", "cp $K $N && ssh-keygen -q -p -m PKCS8 -P '' -N \"$P\" -f $N"));
        }
        for (int version : new int[] {2, 3}) {
            String write = "puttygen $K -q -O private -o $N --ppk-param version=" + version + ",passes=2";
            forms.add(open("PuTTY " + version, "puttygen", write));
            forms.add(locked(
                    "PuTTY " + version + " with a passphrase",
                    "puttygen",
                    "printf %s \"$P\" > $N.pass && " + write + " --new-passphrase $N.pass"));
        }
        return forms;
    }

    static Stream<Case> cases() {
        return KINDS.stream().flatMap(kind -> forms(kind).stream().map(form -> new Case(kind, form)));
    }

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        new SshjTransportProvider().close(); // sets up the library below
        assumeTrue(has("ssh-keygen") && has("openssl"), "OpenSSH and OpenSSL are not installed");
        for (String kind : KINDS) {
            String type = kind.startsWith("ec") ? "ecdsa -b " + kind.substring(2) : kind;
            shell("ssh-keygen -q -t " + type + " -N '' -C kim -f " + kind, Map.of());
            if (!kind.equals("ed25519")) {
                shell("cp $K $N && ssh-keygen -q -p -m PKCS8 -P '' -N '' -f $N", Map.of("K", kind, "N", kind + ".p8"));
            }
        }
        // ssh-keygen writes no Ed25519 key in PKCS#8: the same one by hand, RFC 8410
        String text = Files.readString(folder.resolve("ed25519"));
        byte[] whole = Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
        byte[] open = publicKey("ed25519");
        byte[] seed = seedBefore(whole, open);
        byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] der = ByteBuffer.allocate(48).put(head).put(seed).array();
        Files.writeString(
                folder.resolve("ed25519.p8"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    /** The private half stands right before the last copy of the public one. */
    private static byte[] seedBefore(byte[] whole, byte[] wire) {
        byte[] open = Arrays.copyOfRange(wire, wire.length - 32, wire.length);
        for (int at = whole.length - 32; at >= 32; at--) {
            if (Arrays.equals(whole, at, at + 32, open, 0, 32)) {
                return Arrays.copyOfRange(whole, at - 32, at);
            }
        }
        throw new AssertionError("no private key");
    }

    private static boolean has(String tool) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private static void shell(String command, Map<String, String> values) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(values);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command + ": " + said).isZero();
    }

    private static byte[] publicKey(String kind) throws IOException {
        return Base64.getDecoder()
                .decode(Files.readString(folder.resolve(kind + ".pub")).split(" ", -1)[1]);
    }

    private static String written(Case one) throws IOException, InterruptedException {
        assumeTrue(has(one.form().tool()), one.form().tool() + " is not installed");
        Path made = Files.createTempDirectory(folder, "form").resolve("key");
        shell(
                one.form().command(),
                Map.of(
                        "K",
                        one.kind(),
                        "S",
                        one.kind() + ".p8",
                        "N",
                        made.toString(),
                        "P",
                        one.form().passphrase()));
        return Files.readString(made);
    }

    private static KeyProvider read(String key, String passphrase) throws IOException, LoginKey.Unreadable {
        Credentials.Builder credentials = Credentials.of("kim").privateKey(secret(key));
        if (!passphrase.isEmpty()) {
            credentials.passphrase(secret(passphrase));
        }
        try (SSHClient client = new SSHClient(new AlgorithmProfiles(OwnAlgorithms.found()).config(SshProfile.COMPAT))) {
            return LoginKey.read(client, credentials.build());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_key_is_read_in_every_usual_form(Case one)
            throws IOException, InterruptedException, LoginKey.Unreadable, GeneralSecurityException {
        KeyProvider keys = read(written(one), one.form().passphrase());

        assertThat(new Buffer.PlainBuffer().putPublicKey(keys.getPublic()).getCompactData())
                .isEqualTo(publicKey(one.kind()));
        assertSigns(keys.getPrivate(), keys.getPublic());
    }

    private static void assertSigns(PrivateKey hidden, PublicKey open) throws GeneralSecurityException {
        String name = hidden.getAlgorithm().equals("RSA")
                ? "SHA256withRSA"
                : hidden.getAlgorithm().startsWith("Ed") ? "EdDSA" : "SHA256withECDSA";
        Signature signature = Signature.getInstance(name);
        signature.initSign(hidden);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
    }

    static Stream<Case> lockedCases() {
        return cases().filter(one -> one.form().isLocked() && one.kind().equals("ec256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lockedCases")
    void a_wrong_passphrase_and_none_are_told_apart_in_every_form(Case one) throws IOException, InterruptedException {
        String key = written(one);

        assertThat(catchThrowableOfType(LoginKey.Unreadable.class, () -> read(key, "canary-33")))
                .hasMessage("the passphrase is wrong, or the key is damaged");
        assertThat(catchThrowableOfType(LoginKey.Unreadable.class, () -> read(key, "")))
                .hasMessage("it is encrypted, and the credentials have no passphrase for it");
    }
}
