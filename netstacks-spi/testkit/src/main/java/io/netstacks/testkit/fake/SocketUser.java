package io.netstacks.testkit.fake;

/** What talks over a plain socket. */
interface SocketUser {

    /** The connection is there. */
    void begin();

    /** Bytes came. */
    void received(byte[] bytes, int length);

    /** The connection is gone. */
    void gone();
}
