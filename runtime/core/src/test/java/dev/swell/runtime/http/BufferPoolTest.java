package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.undertow.connector.PooledByteBuffer;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool(true, 1024, 4);

    @Test
    void givesABufferOutAgainAndClean() {
        PooledByteBuffer first = pool.allocate();
        ByteBuffer buffer = first.getBuffer();
        buffer.putInt(1).flip();
        first.close();
        PooledByteBuffer second = pool.allocate();
        assertThat(second.getBuffer().getInt(0)).as("what the same memory has").isEqualTo(1);
        assertThat(second.getBuffer().remaining()).isEqualTo(1024);
        assertThat(second.getBuffer().isDirect()).isTrue();
    }

    @Test
    void takesABufferBackOnlyOnce() {
        PooledByteBuffer first = pool.allocate();
        first.close();
        PooledByteBuffer second = pool.allocate();
        first.close();
        PooledByteBuffer third = pool.allocate();
        assertThat(third.getBuffer()).isNotSameAs(second.getBuffer());
        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThatThrownBy(first::getBuffer).isInstanceOf(IllegalStateException.class)
                .hasMessage("the buffer was given back");
    }

    /** As Undertow does when a connection breaks while it is written to. */
    @Test
    void doesntMindWhatIsDoneToABufferThatWasGivenBack() {
        PooledByteBuffer first = pool.allocate();
        ByteBuffer stale = first.getBuffer();
        first.close();
        ByteBuffer next = pool.allocate().getBuffer();
        stale.limit(4).position(2);
        assertThat(next.position()).isZero();
        assertThat(next.limit()).isEqualTo(1024);
    }

    @Test
    void keepsNothingThatAnotherThreadMayStillUse() {
        PooledByteBuffer first = pool.allocate();
        first.getBuffer().putInt(0, 1);
        pool.keepingNone(first::close);
        assertThat(pool.freeCount()).isZero();
        PooledByteBuffer second = pool.allocate();
        assertThat(second.getBuffer().getInt(0)).as("what new memory has").isZero();
        second.close();
        assertThat(pool.freeCount()).isEqualTo(1);
    }

    @Test
    void keepsABoundedNumber() {
        IntStream.range(0, 10).mapToObj(i -> pool.allocate()).toList().forEach(PooledByteBuffer::close);
        assertThat(pool.freeCount()).isEqualTo(4);
    }

    @Test
    void givesOutArraysWhereTheyAreNeeded() {
        PooledByteBuffer buffer = pool.getArrayBackedPool().allocate();
        assertThat(buffer.getBuffer().hasArray()).isTrue();
        assertThat(pool.getArrayBackedPool().getArrayBackedPool()).isSameAs(pool.getArrayBackedPool());
        buffer.close();
        assertThat(pool.freeCount()).isZero();
    }

    @Test
    void keepsNothingWhenClosed() {
        PooledByteBuffer late = pool.allocate();
        pool.close();
        late.close();
        assertThat(pool.freeCount()).isZero();
        pool.allocate().close();
        assertThat(pool.freeCount()).isZero();
    }

    @Test
    void neverLendsABufferToTwo() {
        AtomicInteger doubles = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(thread -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                PooledByteBuffer buffer = pool.allocate();
                ByteBuffer mine = buffer.getBuffer();
                if (mine.putInt(0, thread).getInt(0) != thread) {
                    doubles.incrementAndGet();
                }
                buffer.close();
                buffer.close();
            }
        })).toArray(CompletableFuture[]::new)).join();
        assertThat(doubles).hasValue(0);
        assertThat(pool.freeCount()).isBetween(1, 4);
    }
}
