package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.swell.Server;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;

@RunAsClient
@ArquillianTest
class AttachedEndTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    private static final ServerSocket TAKEN = taken();
    private static Server server;

    @ApplicationScoped
    static class Watcher {
        void start(@Observes WorkerStart event) {
            server = event.server();
        }

        void workerStop(@Observes WorkerStop event) {
            EVENTS.add("worker stop " + event.workerId());
        }

        void serverStop(@Observes ServerStop event) {
            EVENTS.add("server stop");
        }
    }

    private static ServerSocket taken() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @AfterAll
    static void release() throws IOException {
        TAKEN.close();
    }

    @Deployment(name = "served", managed = false, testable = false)
    static JavaArchive served() {
        return Archives.served(Watcher.class);
    }

    @Deployment(name = "on a taken port", managed = false, testable = false)
    static JavaArchive onATakenPort() {
        return Archives.servedOn(TAKEN.getLocalPort(), Watcher.class);
    }

    @ArquillianResource
    private Deployer deployer;

    @Test
    void theServerEndsWithItsContainer() throws Exception {
        deployer.deploy("served");
        int port = server.listeners().get(0).port();
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(connection.isConnected()).isTrue();
            assertThat(threadsOfServers()).isNotEmpty();
        }
        EVENTS.clear();
        deployer.undeploy("served");
        assertThat(EVENTS).containsExactlyInAnyOrder("worker stop 1", "server stop");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aServerThatCannotStartFailsTheDeploymentAndLeavesNothing() {
        Throwable failure = catchThrowable(() -> deployer.deploy("on a taken port"));
        deployer.undeploy("on a taken port"); // OpenWebBeans' adapter still has it
        assertThat(failure).hasMessage("SWELL-660: HTTP can't be served on 127.0.0.1 port " + TAKEN.getLocalPort()
                + ": Address already in use: stop what uses it, or set swell.http.host or swell.http.port to another, "
                + "such as '0' for any free port");
        await().untilAsserted(() -> assertThat(threadsOfServers()).isEmpty());
    }

    private static List<String> threadsOfServers() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("swell-"))
                .toList();
    }
}
