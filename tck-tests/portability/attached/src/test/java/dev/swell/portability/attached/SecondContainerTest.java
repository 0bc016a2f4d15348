package dev.swell.portability.attached;

import java.io.IOException;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class SecondContainerTest {

    @Deployment
    static JavaArchive archive() {
        return AttachedServer.archive();
    }

    @Test
    void isServed() throws IOException, InterruptedException {
        AttachedServer.assertServes();
    }
}
