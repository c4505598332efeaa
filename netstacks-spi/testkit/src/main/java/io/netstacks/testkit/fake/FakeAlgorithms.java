package io.netstacks.testkit.fake;

/** Which SSH algorithms a simulated device knows. */
public enum FakeAlgorithms {
    /** Key exchange by elliptic curves, AES-CTR and AES-GCM, HMAC-SHA-2, an ECDSA host key. */
    MODERN,
    /** What old boxes know: SHA-1 key exchange (group 14 and group 1), AES-CBC and 3DES, HMAC-SHA-1 and MD5, {@code ssh-rsa}. */
    LEGACY
}
