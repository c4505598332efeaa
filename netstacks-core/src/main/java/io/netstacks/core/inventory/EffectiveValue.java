package io.netstacks.core.inventory;

/**
 * One value that a connection is made with, and who says so. Immutable.
 *
 * @param name what it is, as the inventory calls it: {@code platform}, {@code host}, {@code port}, {@code credential},
 *     {@code ssh_profile}, {@code command_timeout_seconds}, {@code connect_timeout_seconds},
 *     {@code handshake_timeout_seconds}, {@code authentication_timeout_seconds}, {@code enabled}
 * @param value the value; of credentials the name
 * @param layer who says so
 */
public record EffectiveValue(String name, String value, ConnectionLayer layer) {}
