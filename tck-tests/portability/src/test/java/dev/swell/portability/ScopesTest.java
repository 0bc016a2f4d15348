package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import dev.swell.Server;
import dev.swell.extension.scope.BeanStore;
import dev.swell.socket.Connections;
import dev.swell.state.LaneScoped;

@ArquillianTest
class ScopesTest {

    private static final List<String> ENDED = new ArrayList<>();

    public static class Counting implements Serializable {

        private static final long serialVersionUID = 1L;

        private int uses;

        int use() {
            return ++uses;
        }

        @PreDestroy
        void end() {
            ENDED.add(getClass().getSimpleName().replaceAll("\\W.*", "") + " after " + uses);
        }
    }

    @RequestScoped
    public static class OfRequest extends Counting {
        private static final long serialVersionUID = 1L;
    }

    @SessionScoped
    public static class OfSession extends Counting {
        private static final long serialVersionUID = 1L;

        @Inject
        Server server;
        @Inject
        Connections connections;
        @Inject
        Principal principal;
    }

    @LaneScoped
    public static class OfLane extends Counting {
        private static final long serialVersionUID = 1L;
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.of(Counting.class, OfRequest.class, OfSession.class, OfLane.class);
    }

    @Inject
    private BeanManager beans;
    @Inject
    private OfRequest request;
    @Inject
    private OfSession session;
    @Inject
    private OfLane lane;

    private List<Integer> useAll() {
        return List.of(request.use(), request.use(), session.use(), lane.use());
    }

    @Test
    void aUnitHasItsRequestAndSharesSessionAndLane() throws Exception {
        ENDED.clear();
        BeanStore lanes = new BeanStore();
        SessionBeans client = new SessionBeans();
        assertThat(new Units(beans, lanes, client).run(this::useAll)).containsExactly(1, 2, 1, 1);
        assertThat(ENDED).hasSize(1).first().asString().endsWith("after 2");
        assertThat(new Units(beans, lanes, client).run(this::useAll)).containsExactly(1, 2, 2, 2);
        assertThat(new Units(beans, new BeanStore(), client).run(this::useAll)).containsExactly(1, 2, 3, 1);
        assertThat(new Units(beans, lanes, new SessionBeans()).run(this::useAll)).containsExactly(1, 2, 1, 3);
    }

    @Test
    void aThreadThatGoesOnToTheNextUnitTakesNothingAlong() throws Exception {
        BeanStore lanes = new BeanStore();
        SessionBeans ann = new SessionBeans();
        SessionBeans bob = new SessionBeans();
        assertThat(Units.runAll(this::useAll, new Units(beans, lanes, ann), new Units(beans, new BeanStore(), bob),
                new Units(beans, lanes, ann)))
                .containsExactly(List.of(1, 2, 1, 1), List.of(1, 2, 1, 1), List.of(1, 2, 2, 2));
    }

    @Test
    void aLanesInstancesEndWithIt() throws Exception {
        ENDED.clear();
        BeanStore lanes = new BeanStore();
        new Units(beans, lanes, null).run(lane::use);
        assertThat(ENDED).isEmpty();
        lanes.destroyAll();
        assertThat(ENDED).hasSize(1);
    }

    @Test
    void noScopeIsActiveOutsideAUnit() {
        assertThatThrownBy(() -> Units.onNewThread(lane::use)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> Units.onNewThread(request::use)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> Units.onNewThread(session::use)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void aUnitWithoutSessionHasNoSessionScope() {
        Units units = new Units(beans, new BeanStore(), null);
        assertThatThrownBy(() -> units.run(session::use)).hasCauseInstanceOf(ContextNotActiveException.class);
    }
}
