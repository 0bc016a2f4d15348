package dev.swell.portability.attached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import jakarta.enterprise.inject.spi.Extension;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import dev.swell.extension.SwellExtension;
import dev.swell.runtime.attached.AttachedExtension;

/** The same application, and the same port, for each test class: a container that is left open shows in the next one. */
final class AttachedServer {

    private static final int PORT = freePort();

    private AttachedServer() {}

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            System.setProperty("swell.http.port", String.valueOf(socket.getLocalPort()));
            System.setProperty("swell.management.port", "off");
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JavaArchive archive() {
        return ShrinkWrap.create(JavaArchive.class).addClass(Home.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsServiceProvider(Extension.class, SwellExtension.class, AttachedExtension.class);
    }

    static void assertServes() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/"))
                .timeout(Duration.ofSeconds(10)).build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).isEqualTo("worker 1");
    }
}
