package io.netstacks.core.internal.ssh;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/**
 * Lets sshj find the JDK's elliptic-curve keys. sshj asks for a key factory named {@code ECDSA}, which is BouncyCastle's
 * name; the JDK calls the same thing {@code EC}. This provider holds that one other name, is the last in the list, and is
 * registered only where nobody has the name.
 */
final class EcdsaNames extends Provider {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "NetStacksEcdsaNames";
    private static final String ECDSA = "ECDSA";

    private EcdsaNames() {
        super(NAME, "1.0", "the JDK's EC key factory under the name ECDSA");
        putService(new Service(this, "KeyFactory", ECDSA, EcKeys.class.getName(), null, null) {
            @Override
            public Object newInstance(Object ignored) throws NoSuchAlgorithmException {
                return new EcKeys(KeyFactory.getInstance("EC"));
            }
        });
    }

    /** Makes the name known, once in this JVM. */
    static void register() {
        if (Security.getAlgorithms("KeyFactory").stream().noneMatch(ECDSA::equalsIgnoreCase)) {
            Security.addProvider(new EcdsaNames());
        }
    }

    /** Passes everything on to the JDK's factory. */
    private static final class EcKeys extends KeyFactorySpi {

        private final KeyFactory jdk;

        EcKeys(KeyFactory jdk) {
            this.jdk = jdk;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return jdk.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return jdk.translateKey(key);
        }
    }
}
