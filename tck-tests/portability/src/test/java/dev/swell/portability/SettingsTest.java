package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import dev.swell.extension.SwellExtension;
import dev.swell.extension.scope.BeanStore;
import dev.swell.state.LaneScoped;

@ArquillianTest
class SettingsTest {

    @ApplicationScoped
    public static class Legacy {
        private int uses;

        int use() {
            return ++uses;
        }
    }

    @Singleton
    public static class Fresh extends Legacy {}

    @Deployment
    static JavaArchive archive() {
        return Archives.withSettings(
                "swell.state.lane-scoped=" + Legacy.class.getName() + "\nswell.state.renew=" + Fresh.class.getName(),
                Legacy.class, Fresh.class);
    }

    @Inject
    private SwellExtension extension;
    @Inject
    private BeanManager beans;
    @Inject
    private Fresh fresh;

    @Test
    void makeApplicationScopedBeansLaneScoped() throws Exception {
        assertThat(beans.getBeans(Legacy.class)).extracting(Bean::getScope).containsOnly(LaneScoped.class);
        BeanStore lane = new BeanStore();
        Units units = new Units(beans, lane, null);
        assertThat(units.run(fresh::use)).isEqualTo(1);
        assertThat(units.run(fresh::use)).isEqualTo(2);
        assertThat(new Units(beans, new BeanStore(), null).run(fresh::use)).isEqualTo(1);
    }

    @Test
    void nameTheBeansThatARuntimeDestroysAfterEachUnit() throws Exception {
        assertThat(extension.model().lanes()).isTrue();
        assertThat(extension.model().renewed()).singleElement().extracting(Bean::getBeanClass).isEqualTo(Fresh.class);
        BeanStore lane = new BeanStore();
        Units units = new Units(beans, lane, null);
        units.run(fresh::use);
        extension.model().renewed().forEach(lane::destroy);
        assertThat(units.run(fresh::use)).isEqualTo(1);
    }
}
