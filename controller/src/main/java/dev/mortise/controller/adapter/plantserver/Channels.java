package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Crowd;
import dev.mortise.controller.port.Time;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the door, as many as it bears. Milo 1.1.2 keeps one that says hello and then nothing for ever, and counts
 * none that comes from this machine.
 */
final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    /** Of the secure channel that a session was activated on. */
    private static final AttributeKey<Long> SECURED = AttributeKey.valueOf("mortise-secured");

    private final Time clock;
    private final Map<Channel, Standing> standing = new LinkedHashMap<>();

    /**
     * One connection.
     *
     * @param from address it came from
     * @param alone since when it has no session
     * @param deaf since when its client does not read
     */
    private record Standing(Channel channel, String from, Duration alone, Optional<Duration> deaf) {
        Standing alone(Duration since) {
            return new Standing(channel, from, since, deaf);
        }

        Standing deaf(Optional<Duration> since) {
            return new Standing(channel, from, alone, since);
        }

        boolean isOverdue(Duration now) {
            return now.minus(alone).compareTo(ServerLimits.WITHOUT_SESSION_MAX) > 0
                    || deaf.filter(since -> now.minus(since).compareTo(ServerLimits.UNREAD_MAX) > 0)
                            .isPresent();
        }
    }

    Channels(Time clock) {
        this.clock = clock;
    }

    /** One more; where there is no room, one without a session ends for it, or it ends itself. */
    synchronized void come(Channel channel) {
        if (standing.size() >= ServerLimits.CONNECTIONS) {
            Channel goes = Crowd.firstToGo(
                            standing.values().stream()
                                    .filter(one -> one.channel().attr(SECURED).get() == null)
                                    .toList(),
                            Standing::from)
                    .map(Standing::channel)
                    .orElse(channel);
            standing.remove(goes);
            end(goes, ServerLimits.CONNECTIONS + " connections are open");
            if (goes == channel) {
                return;
            }
        }
        standing.put(channel, new Standing(channel, address(channel), clock.uptime(), Optional.empty()));
    }

    synchronized void gone(Channel channel) {
        standing.remove(channel);
    }

    synchronized int count() {
        return standing.size();
    }

    /** Whether the client takes what is sent to it. */
    synchronized void reads(Channel channel, boolean reads) {
        standing.computeIfPresent(
                channel,
                (same, known) ->
                        known.deaf(reads ? Optional.empty() : known.deaf().or(() -> Optional.of(clock.uptime()))));
    }

    /** Somebody has logged in on it. */
    static void secured(Channel channel, long secureChannel) {
        channel.attr(SECURED).set(secureChannel);
    }

    /**
     * Ends those that have no session for too long, or do not read.
     *
     * @param withSession secure channels of sessions that are open
     */
    synchronized void sweep(Set<Long> withSession, Duration now) {
        List<Channel> overdue = new ArrayList<>();
        standing.replaceAll((channel, known) -> {
            Long secured = channel.attr(SECURED).get();
            if (secured != null && withSession.contains(secured)) {
                return known.alone(now);
            }
            channel.attr(SECURED).set(null);
            return known;
        });
        standing.values().stream()
                .filter(known -> known.isOverdue(now))
                .map(Standing::channel)
                .forEach(overdue::add);
        for (Channel channel : overdue) {
            standing.remove(channel);
            end(channel, "it has no session, or reads nothing");
        }
    }

    private static void end(Channel channel, String why) {
        LOG.info("ended the connection of {}: {}", channel.remoteAddress(), why);
        ChannelFuture unusedEnd = channel.close();
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address ? String.valueOf(address.getAddress()) : "";
    }
}
