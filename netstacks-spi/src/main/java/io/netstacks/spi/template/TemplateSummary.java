package io.netstacks.spi.template;

/**
 * What is known about a stored template, without its text. Immutable.
 *
 * @param name its name, without {@code .j2}
 * @param details what is said about it
 * @param version its latest version
 */
public record TemplateSummary(String name, TemplateDetails details, TemplateVersion version) {}
