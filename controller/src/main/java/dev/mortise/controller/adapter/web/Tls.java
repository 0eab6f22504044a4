package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.TlsKey;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTP door behind TLS. */
final class Tls {

    private Tls() {}

    /** TLS first, then HTTP. */
    static ConnectionFactory[] layers(TlsKey key, HttpConfiguration plain) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(key.keyStore());
        context.setKeyStorePassword(key.keyStorePassword());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        HttpConfiguration secure = new HttpConfiguration(plain);
        // clients compare names with the certificate; the door answers to an address, too, that has none in it
        secure.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http = new HttpConnectionFactory(secure);
        return new ConnectionFactory[] {new SslConnectionFactory(context, http.getProtocol()), http};
    }
}
