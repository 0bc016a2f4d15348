package dev.swell.extension.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.Principal;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.swell.state.LaneScoped;

class UnitContextTest {

    private final Object container = new Object();
    private final UnitContext request = UnitContext.request(container);
    private final UnitContext session = UnitContext.session(container);
    private final UnitContext lane = UnitContext.lane(container);

    private static final Contextual<StringBuilder> BEAN = new Contextual<>() {
        @Override
        public StringBuilder create(CreationalContext<StringBuilder> creation) {
            return new StringBuilder();
        }

        @Override
        public void destroy(StringBuilder instance, CreationalContext<StringBuilder> creation) {
            instance.append("destroyed");
        }
    };

    /** Only tells the context that the instance may be made. */
    private static final CreationalContext<StringBuilder> CREATION = new CreationalContext<>() {
        @Override
        public void push(StringBuilder incomplete) {}

        @Override
        public void release() {}
    };

    @AfterEach
    void unbind() {
        UnitOfWork.bind(null);
    }

    @Test
    void eachContextHasItsScope() {
        assertThat(request.getScope()).isEqualTo(RequestScoped.class);
        assertThat(session.getScope()).isEqualTo(SessionScoped.class);
        assertThat(lane.getScope()).isEqualTo(LaneScoped.class);
    }

    @Test
    void areNotActiveWithoutUnit() {
        assertThat(request.isActive()).isFalse();
        assertThat(session.isActive()).isFalse();
        assertThat(lane.isActive()).isFalse();
        assertThatExceptionOfType(ContextNotActiveException.class).isThrownBy(() -> lane.get(BEAN, CREATION))
                .withMessage(
                        "@LaneScoped beans can be used in requests and messages, not on thread main now");
    }

    @Test
    void areNotActiveForAnotherContainersUnit() {
        UnitOfWork.bind(new UnitOfWork(new Object(), new BeanStore(), new BeanStore(), () -> null));
        assertThat(request.isActive()).isFalse();
        assertThat(session.isActive()).isFalse();
        assertThat(lane.isActive()).isFalse();
    }

    @Test
    void sessionAndLaneAreOnlyActiveWhereThereIsOne() {
        UnitOfWork.bind(new UnitOfWork(container, null, null, () -> null));
        assertThat(request.isActive()).isTrue();
        assertThat(lane.isActive()).isFalse();
        assertThat(session.isActive()).isFalse();
        assertThatExceptionOfType(ContextNotActiveException.class).isThrownBy(() -> session.get(BEAN)).withMessage(
                "@SessionScoped beans can be used in requests and messages of a client that has a session, "
                        + "not on thread main now");
    }

    @Test
    void givesEachUnitItsRequestAndEachLaneItsInstances() {
        BeanStore sameLane = new BeanStore();
        UnitOfWork.bind(new UnitOfWork(container, sameLane, null, () -> null));
        StringBuilder ofRequest = request.get(BEAN, CREATION);
        StringBuilder ofLane = lane.get(BEAN, CREATION);
        assertThat(request.get(BEAN)).isSameAs(ofRequest).isNotSameAs(ofLane);
        UnitOfWork.bind(new UnitOfWork(container, sameLane, null, () -> null));
        assertThat(request.get(BEAN)).isNull();
        assertThat(request.get(BEAN, null)).isNull();
        assertThat(lane.get(BEAN)).isSameAs(ofLane);
    }

    @Test
    void destroysOnDemandAndAtTheEndOfTheRequest() {
        UnitOfWork unit = new UnitOfWork(container, null, null, () -> null);
        UnitOfWork.bind(unit);
        unit.destroyRequest();
        StringBuilder first = request.get(BEAN, CREATION);
        request.destroy(BEAN);
        assertThat(first).hasToString("destroyed");
        StringBuilder second = request.get(BEAN, CREATION);
        assertThat(second).isNotSameAs(first).isEmpty();
        unit.destroyRequest();
        assertThat(second).hasToString("destroyed");
    }

    @Test
    void bindGivesWhatWasBoundBefore() {
        UnitOfWork outer = new UnitOfWork(container, null, null, () -> null);
        assertThat(UnitOfWork.bind(outer)).isNull();
        assertThat(UnitOfWork.bind(null)).isSameAs(outer);
        assertThat(UnitOfWork.current()).isNull();
    }

    @Test
    void thePrincipalIsThatOfTheUnit() {
        Principal current = new CurrentPrincipal(container);
        assertThat(current.getName()).isEmpty();
        UnitOfWork.bind(new UnitOfWork(container, null, null, () -> () -> "ann"));
        assertThat(current.getName()).isEqualTo("ann");
        assertThat(current).hasToString("ann");
        assertThat(new CurrentPrincipal(new Object()).getName()).isEmpty();
        UnitOfWork.bind(new UnitOfWork(container, null, null, () -> null));
        assertThat(current.getName()).isEmpty();
    }
}
