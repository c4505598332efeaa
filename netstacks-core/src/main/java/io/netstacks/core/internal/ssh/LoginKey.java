package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * Reads the private key of a login as people have it, and says what is wrong with one without showing any of it. Pure
 * functions.
 */
final class LoginKey {

    private static final String PUTTY = "PuTTY-User-Key-File-";
    private static final Pattern PUTTY_CIPHER = Pattern.compile("(?m)^Encryption: *(\\S+)");
    private static final Pattern PUBLIC = Pattern.compile(
            "\\s*(?:ssh-|ecdsa-sha2-|sk-|-----BEGIN (?:RSA )?PUBLIC KEY|---- BEGIN SSH2 PUBLIC KEY)[^\\n]*(?s:.*)");
    private static final Pattern OPEN_SSH =
            Pattern.compile("-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";
    private static final String LOCKED_PKCS8 = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private static final Pattern PRIVATE = Pattern.compile("-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----");
    private static final Pattern OURS =
            Pattern.compile("(?i)aes(?:-?128|-?192|-?256)-(?:cbc|ctr|gcm@openssh\\.com)|3des-cbc|des-ede3-cbc|pkcs#8");
    private static final int OPEN_SSH_MARK = "openssh-key-v1\0".length();

    private LoginKey() {}

    /** Why a key cannot be read, without any of it. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** Something that a parser does. */
    @FunctionalInterface
    private interface Parsing<T> {
        T run() throws IOException, GeneralSecurityException, Unreadable;
    }

    /** Returns the key; a wrong passphrase shows here and not as a refused login. */
    static KeyProvider read(SSHClient client, Credentials credentials) throws Unreadable {
        String given = credentials.privateKey().map(key -> key.use(String::new)).orElse("");
        Secret passphrase = credentials.passphrase().orElseGet(() -> Secret.of(""));
        String text = tidy(given);
        if (cipher(text).isPresent() && passphrase.isEmpty()) {
            throw new Unreadable("it is encrypted, and the credentials have no passphrase for it");
        }
        String open = parsed(text, () -> opened(text, passphrase));
        return parsed(open, () -> {
            KeyProvider keys = load(client, open, passphrase);
            keys.getPrivate();
            return keys;
        });
    }

    private static <T> T parsed(String key, Parsing<T> parsing) throws Unreadable {
        try {
            return parsing.run();
        } catch (LinkageError e) {
            throw new Unreadable("a key of this kind needs Bouncy Castle on the class path");
        } catch (IOException | GeneralSecurityException | RuntimeException e) { // the parsers throw what they like
            throw new Unreadable(
                    cipher(key).map(LoginKey::closed).orElse("it is damaged, or of a kind that is not supported"));
        }
    }

    private static String closed(String cipher) {
        return OURS.matcher(cipher).matches()
                ? "the passphrase is wrong, or the key is damaged"
                : "the passphrase is wrong, the key is damaged, or its encryption (" + cipher
                        + ") is not supported; ssh-keygen -p writes it anew";
    }

    /** Returns the key without its encryption, unless that is one that sshj opens. */
    private static String opened(String text, Secret passphrase)
            throws IOException, GeneralSecurityException, Unreadable {
        try {
            if (text.startsWith(LOCKED_PKCS8)) {
                return Pem.framed("PRIVATE KEY", Pkcs8.opened(Pem.content(text), passphrase));
            }
            return OpenSslPem.opened(text, passphrase.useUtf8(byte[]::clone));
        } catch (NoSuchAlgorithmException e) {
            throw new Unreadable("its encryption is not supported; ssh-keygen -p writes it anew");
        }
    }

    private static KeyProvider load(SSHClient client, String text, Secret passphrase)
            throws IOException, GeneralSecurityException {
        Optional<KeyPair> completed = text.startsWith(PKCS8) ? Pkcs8.completed(Pem.content(text)) : Optional.empty();
        if (completed.isPresent()) {
            return new KeyPairWrapper(completed.get());
        }
        return client.loadKeys(
                text, null, passphrase.isEmpty() ? null : PasswordUtils.createOneOff(passphrase.use(char[]::clone)));
    }

    /** Takes off what editors and other tools put around a key: marks of an encoding, attributes, indentation. */
    private static String tidy(String given) throws Unreadable {
        if (given.isBlank()) {
            throw new Unreadable("it is empty");
        }
        if (PUBLIC.matcher(given).matches()) {
            throw new Unreadable("it is a public key or a certificate; a login takes the private key");
        }
        int putty = given.indexOf(PUTTY);
        if (putty >= 0) {
            return given.substring(putty); // every character of its lines counts
        }
        Matcher pem = PRIVATE.matcher(given); // parameters of a curve or a certificate may stand before it
        if (!pem.find()) {
            throw new Unreadable("it has none of the formats of OpenSSH, PEM and PuTTY");
        }
        return String.join(
                        "\n",
                        given.substring(pem.start()).lines().map(String::strip).toList()) + "\n";
    }

    /** Returns how the key is encrypted, if it is. */
    private static Optional<String> cipher(String text) {
        if (text.startsWith(PUTTY)) {
            Matcher named = PUTTY_CIPHER.matcher(text);
            return named.find() ? Optional.of(named.group(1)).filter(name -> !name.equals("none")) : Optional.empty();
        }
        if (text.startsWith(LOCKED_PKCS8)) {
            return Optional.of("PKCS#8");
        }
        Optional<String> pem = OpenSslPem.cipher(text);
        if (pem.isPresent()) {
            return pem;
        }
        Matcher body = OPEN_SSH.matcher(text);
        return body.lookingAt() ? openSshCipher(body.group(1)) : Optional.empty();
    }

    /** PROTOCOL.key of OpenSSH: a mark, then the name of the cipher. */
    private static Optional<String> openSshCipher(String body) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(body);
            Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(bytes);
            buffer.rpos(Math.min(OPEN_SSH_MARK, bytes.length));
            return Optional.of(buffer.readString(StandardCharsets.US_ASCII)).filter(name -> !name.equals("none"));
        } catch (IllegalArgumentException | Buffer.BufferException e) {
            return Optional.empty(); // reading it will say so
        }
    }
}
