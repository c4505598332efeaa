package io.netstacks.core.internal.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Looks up which service file brought a provider that never became a class. Pure function of the class path. */
final class ServiceFiles {

    private ServiceFiles() {}

    /** Returns the service file of the port whose lines, or whose address, the message quotes; else the class loader. */
    static String origin(ClassLoader loader, Class<?> port, String message) {
        List<URL> files;
        try {
            files = Collections.list(loader.getResources("META-INF/services/" + port.getName()));
        } catch (IOException e) {
            return loader + ", whose service files cannot be read: " + e.getMessage();
        }
        return files.stream()
                .filter(file -> message.contains(file.toString()) || names(file, message))
                .map(URL::toString)
                .findFirst()
                .orElse(loader.toString());
    }

    private static boolean names(URL file, String message) {
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false); // a cached jar file would stay open
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .anyMatch(name -> !name.isEmpty() && message.contains(name));
            }
        } catch (IOException e) {
            return false; // it is only the address that is missing then
        }
    }
}
