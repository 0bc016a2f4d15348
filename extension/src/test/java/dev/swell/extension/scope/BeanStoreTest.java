package dev.swell.extension.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import org.junit.jupiter.api.Test;

class BeanStoreTest {

    private final BeanStore store = new BeanStore();
    private final List<String> destroyed = new ArrayList<>();

    /** A bean of strings; equal to others of its name, as the wrappers that containers hand over are. */
    private class Named implements Contextual<String> {

        private final String name;
        private final Runnable atEnd;

        Named(String name, Runnable atEnd) {
            this.name = name;
            this.atEnd = atEnd;
        }

        Named(String name) {
            this(name, () -> {});
        }

        @Override
        public String create(CreationalContext<String> creation) {
            return new String(name);
        }

        @Override
        public void destroy(String instance, CreationalContext<String> creation) {
            destroyed.add(instance);
            atEnd.run();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && named.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Test
    void keepsOneInstanceOfEachBean() {
        assertThat(store.find(new Named("a"))).isNull();
        String made = store.obtain(new Named("a"), null);
        assertThat(store.obtain(new Named("a"), null)).isSameAs(made);
        assertThat(store.find(new Named("a"))).isSameAs(made);
        assertThat(store.find(new Named("b"))).isNull();
    }

    @Test
    void destroysOneInstanceOnly() {
        store.obtain(new Named("a"), null);
        store.obtain(new Named("b"), null);
        store.destroy(new Named("a"));
        store.destroy(new Named("a"));
        assertThat(destroyed).containsExactly("a");
        assertThat(store.find(new Named("a"))).isNull();
        assertThat(store.find(new Named("b"))).isEqualTo("b");
    }

    @Test
    void destroysTheYoungestFirst() {
        List.of("a", "b", "c").forEach(name -> store.obtain(new Named(name), null));
        store.destroyAll();
        assertThat(destroyed).containsExactly("c", "b", "a");
        assertThat(store.find(new Named("a"))).isNull();
    }

    @Test
    void destroysWhatIsMadeMeanwhile() {
        store.obtain(new Named("a"), null);
        store.obtain(new Named("b", () -> store.obtain(new Named("late"), null)), null);
        store.destroyAll();
        assertThat(destroyed).containsExactly("b", "late", "a");
        assertThat(store.find(new Named("late"))).isNull();
    }

    @Test
    void anInstanceIsStillThereWhileAYoungerOneEnds() {
        String elder = store.obtain(new Named("a"), null);
        List<String> found = new ArrayList<>();
        store.obtain(new Named("b", () -> found.add(store.find(new Named("a")))), null);
        store.destroyAll();
        assertThat(found).singleElement().isSameAs(elder);
    }

    @Test
    void endsThoughBeansMakeEachOtherAgain() {
        store.obtain(phoenix("a", "b"), null);
        store.destroyAll();
        assertThat(destroyed).hasSizeGreaterThan(2);
        assertThat(store.find(new Named("a"))).isNull();
        assertThat(store.find(new Named("b"))).isNull();
    }

    private Named phoenix(String name, String next) {
        return new Named(name, () -> store.obtain(phoenix(next, name), null));
    }

    @Test
    void destroysTheOthersThoughOneThrows() {
        store.obtain(new Named("a"), null);
        store.obtain(new Named("b", () -> {
            throw new IllegalStateException("can't end");
        }), null);
        store.obtain(new Named("c", () -> {
            throw new AssertionError("won't end");
        }), null);
        store.destroyAll();
        assertThat(destroyed).containsExactly("c", "b", "a");
    }

    @Test
    void keepsNothingOfABeanThatCannotBeMade() {
        Contextual<String> broken = new Named("a") {
            @Override
            public String create(CreationalContext<String> creation) {
                throw new IllegalStateException("no");
            }
        };
        assertThatThrownBy(() -> store.obtain(broken, null)).hasMessage("no");
        store.destroyAll();
        assertThat(destroyed).isEmpty();
    }
}
