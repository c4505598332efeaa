package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.Stores;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The library in a class loader of its own, as in a web application or a plug-in. */
class OtherClassLoaderTest {

    /** What a host does in there. */
    public static final class Host implements Callable<Boolean> {

        /** Creates it. */
        public Host() {}

        @Override
        public Boolean call() {
            try (Stores stores =
                    JdbcStorage.inMemory().open(TestContexts.now(), KeyProviders.of(KeyProviders.generate()))) {
                stores.devices().save(Device.named("r1").build());
                return stores.devices().find("r1").isPresent();
            }
        }
    }

    @Test
    void the_driver_is_found_although_the_process_has_looked_for_drivers_before() throws Exception {
        assertThat(DriverManager.drivers()).as("this looks for them").isNotEmpty();

        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Callable<?> host = (Callable<?>)
                    own.loadClass(Host.class.getName()).getConstructor().newInstance();
            Thread.currentThread().setContextClassLoader(null);

            assertThat(host.call()).isEqualTo(true);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
