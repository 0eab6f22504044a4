package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.TlsKey;
import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTP door behind TLS. */
final class Tls {

    private Tls() {}

    static void listen(JavalinConfig config, TlsKey key, String bind, int port) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(key.keyStore());
        context.setKeyStorePassword(key.keyStorePassword());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        config.jetty.addConnector((server, plain) -> {
            HttpConfiguration secure = new HttpConfiguration(plain);
            // clients compare names with the certificate; the door answers to an address, too, that has none in it
            secure.addCustomizer(new SecureRequestCustomizer(false));
            HttpConnectionFactory http = new HttpConnectionFactory(secure);
            ServerConnector connector =
                    new ServerConnector(server, new SslConnectionFactory(context, http.getProtocol()), http);
            connector.setHost(bind);
            connector.setPort(port);
            return connector;
        });
    }
}
