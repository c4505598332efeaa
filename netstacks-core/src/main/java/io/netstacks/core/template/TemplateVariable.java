package io.netstacks.core.template;

/**
 * A variable that a template takes from outside.
 *
 * @param path its name, with the attributes that are used of it: {@code ntp.servers}
 * @param line where it is used first, from 1
 * @param optional whether every use has a default or asks first whether it is there
 */
public record TemplateVariable(String path, int line, boolean optional) {}
