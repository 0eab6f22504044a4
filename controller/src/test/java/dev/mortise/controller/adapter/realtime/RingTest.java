package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final int PLACES = 8;

    private final Ring<Integer> ring = new Ring<>(PLACES);
    private final List<Integer> taken = new ArrayList<>();

    @Test
    void whatIsPutInComesOutInTheSameOrderRoundAfterRound() {
        for (int i = 0; i < 5 * PLACES; i++) {
            assertThat(ring.offer(i)).isTrue();
            if (i % 3 == 2) {
                ring.drain(taken::add);
            }
        }
        ring.drain(taken::add);
        assertThat(taken).isEqualTo(IntStream.range(0, 5 * PLACES).boxed().toList());
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void aFullRingTakesNothingMoreUntilSomethingIsTakenOut() {
        IntStream.range(0, PLACES).forEach(i -> assertThat(ring.offer(i)).isTrue());
        assertThat(ring.offer(PLACES)).isFalse();
        ring.drain(taken::add);
        assertThat(taken).hasSize(PLACES).doesNotContain(PLACES);
        assertThat(ring.offer(PLACES)).isTrue();
    }

    @Test
    void whatIsPutInWhileItIsEmptiedComesOutInThatTurnOrTheNext() {
        ring.offer(1);
        ring.drain(element -> {
            taken.add(element);
            if (element < 3 * PLACES) {
                assertThat(ring.offer(element + 1)).isTrue();
            }
        });
        assertThat(taken).hasSize(PLACES); // who fills it as fast as it is emptied does not hold the reader for ever
        assertThat(ring.isEmpty()).isFalse();
    }

    @Test
    void twoThreadsLoseAndRepeatNothing() throws InterruptedException {
        int all = 200_000;
        Thread writer = new Thread(() -> {
            for (int i = 0; i < all; ) {
                if (ring.offer(i)) {
                    i++;
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        writer.start();
        while (taken.size() < all && (writer.isAlive() || !ring.isEmpty())) {
            ring.drain(taken::add);
        }
        writer.join();
        ring.drain(taken::add);
        assertThat(taken).isEqualTo(IntStream.range(0, all).boxed().toList());
    }

    @Test
    void moreNewsThanThereArePlacesIsToldAllTheSameAndInOrder() throws InterruptedException {
        int all = 5_000;
        CountDownLatch slow = new CountDownLatch(1);
        List<Integer> heard = new ArrayList<>();
        Events events = new Events();
        events.add(() -> await(slow));
        for (int i = 0; i < all; i++) {
            int news = i;
            events.add(() -> heard.add(news));
        }
        slow.countDown();
        for (int i = all; i < 2 * all; i++) {
            int news = i;
            events.add(() -> heard.add(news));
        }
        CountDownLatch told = new CountDownLatch(1);
        events.add(told::countDown);
        told.await();
        events.close();
        assertThat(heard).isEqualTo(IntStream.range(0, 2 * all).boxed().toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
