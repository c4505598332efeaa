package io.netstacks.core.backup;

/** How much of a configuration a backup keeps. Either way its text is compressed and encrypted at rest where the store does so. */
public enum BackupTextPolicy {

    /** Everything, so that a device can be given back what it had. */
    FULL,

    /**
     * Everything but the secrets that the platform's patterns find: in their place stand marks, hashes under a key of the
     * store's, so that a secret that changed is a change, and equal secrets show as equal. The secrets are stored nowhere, and
     * such a backup cannot be put back onto a device.
     */
    MASKED
}
