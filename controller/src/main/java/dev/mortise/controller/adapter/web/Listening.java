package dev.mortise.controller.adapter.web;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Where the HTTP door listens, and how slow somebody may be. */
final class Listening {

    /** A body has 64 KB at most: a minute. What an operator's browser sends comes in one piece. */
    static final long BODY_MIN_BYTES_PER_SECOND = 1_000;

    /** So long may nothing come in the middle of a request, or nothing be read of an answer. */
    private static final long SILENT_MAX_MILLIS = 30_000;

    /** A request that is read slowly holds a thread: there is one for every connection. They are made when they are needed. */
    private static final int THREADS_MAX = Connections.ALL_MAX + 50;

    private static final int THREADS_MIN = 8;
    private static final int THREAD_KEPT_MILLIS = 60_000;

    private Listening() {}

    static void at(JavalinConfig config, Web.Setup setup, Connections connections) {
        config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_KEPT_MILLIS);
        config.jetty.addConnector((server, given) -> {
            HttpConfiguration http = new HttpConfiguration(given);
            http.addCustomizer(connections);
            atLeast(http, BODY_MIN_BYTES_PER_SECOND);
            ServerConnector connector = setup.tls()
                    .map(key -> new ServerConnector(server, Tls.layers(key, http)))
                    .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
            connector.setHost(setup.bind());
            connector.setPort(setup.port());
            connector.setIdleTimeout(SILENT_MAX_MILLIS);
            connector.addEventListener(connections);
            return connector;
        });
    }

    /** What is to follow this in Jetty is a handler before all others, and that place is Javalin's. */
    @SuppressWarnings("removal")
    private static void atLeast(HttpConfiguration http, long bytesPerSecond) {
        http.setMinRequestDataRate(bytesPerSecond);
    }
}
