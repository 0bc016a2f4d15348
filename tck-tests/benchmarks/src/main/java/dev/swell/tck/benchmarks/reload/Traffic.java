package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.swell.tck.benchmarks.reload.Latencies.Phase;

/** All clients. */
final class Traffic implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private static final int QUIET_EACH = 8;
    private static final int QUIETER = 40;

    private final InetSocketAddress server;
    private final Findings findings;
    private final Loop loop;
    private final List<Client> clients = new ArrayList<>();
    private final Latencies versions = new Latencies();
    private final Latencies messages = new Latencies();
    private volatile Phase phase = Phase.OTHER;
    private volatile boolean ending;

    private Traffic(InetSocketAddress server, Findings findings) throws IOException {
        this.server = server;
        this.findings = findings;
        this.loop = new Loop(findings);
    }

    /** Begins: from now on all clients are at it. */
    static Traffic start(InetSocketAddress server, Crowd crowd, Findings findings) throws IOException {
        Traffic traffic = new Traffic(server, findings);
        long now = System.nanoTime();
        for (int i = 0; i < crowd.clients(); i++) {
            traffic.clients.add(new KeptClient("client " + i, traffic,
                    now + spread(i, crowd.clients(), crowd.requestPause()), pause(i, crowd.requestPause())));
        }
        for (int i = 0; i < crowd.sockets(); i++) {
            traffic.clients.add(new SocketClient("socket " + i, traffic,
                    now + spread(i, crowd.sockets(), crowd.messagePause()), pause(i, crowd.messagePause())));
        }
        for (int i = 0; i < crowd.uploads(); i++) {
            traffic.clients.add(new UploadClient("upload " + i, traffic));
        }
        for (int i = 0; i < crowd.streams(); i++) {
            traffic.clients.add(new StreamClient("stream " + i, traffic));
        }
        for (int i = 0; i < crowd.busy(); i++) {
            traffic.clients.add(new BusyClient("busy " + i, traffic));
        }
        for (int i = 0; i < crowd.hangUps(); i++) {
            traffic.clients.add(new HangUpClient("hang-up " + i, traffic, i));
        }
        for (Client client : traffic.clients) {
            traffic.loop.ask(() -> {
                client.start();
                return null;
            });
        }
        return traffic;
    }

    /** They don't all begin at once. */
    private static long spread(int number, int of, Duration pause) {
        return TimeUnit.SECONDS.toNanos(1) + pause.toNanos() * number / of;
    }

    /** Some are quiet, so that one reload after the other passes them by. */
    private static Duration pause(int number, Duration usual) {
        return number % QUIET_EACH == 0 ? usual.multipliedBy(QUIETER) : usual;
    }

    InetSocketAddress server() {
        return server;
    }

    Findings findings() {
        return findings;
    }

    Loop loop() {
        return loop;
    }

    /** Returns how long answers with the version took. */
    Latencies versions() {
        return versions;
    }

    /** Returns how long answers to messages took. */
    Latencies messages() {
        return messages;
    }

    Phase phase() {
        return phase;
    }

    /** Says what happens from now on. */
    void phase(Phase now) {
        phase = now;
    }

    /** Tells whether clients are to begin nothing any more. */
    boolean isEnding() {
        return ending;
    }

    /** Has all clients get what they still wait for, and nothing more. */
    void end() {
        ending = true;
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        List<String> missed = loop.ask(this::missed);
        while (!missed.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            missed = loop.ask(this::missed);
        }
        missed.forEach(findings::add);
    }

    private List<String> missed() {
        return clients.stream().map(Client::missed).filter(Objects::nonNull).toList();
    }

    /** Returns how many answers each kind of clients has got. */
    Map<String, Long> answers() {
        return loop.ask(() -> {
            Map<String, Long> counts = new TreeMap<>();
            clients.forEach(client -> counts.merge(client.kind(), client.done(), Long::sum));
            return counts;
        });
    }

    /** Returns the longest time that any client of each kind has waited without hearing anything, in milliseconds. */
    Map<String, Long> silences() {
        return loop.ask(() -> {
            Map<String, Long> silences = new TreeMap<>();
            clients.forEach(client -> silences.merge(client.kind(),
                    TimeUnit.NANOSECONDS.toMillis(client.silence()), Math::max));
            return silences;
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
