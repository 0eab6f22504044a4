package dev.mortise.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.plc4x.java.api.PlcConnection;
import org.apache.plc4x.java.api.PlcDriverManager;
import org.apache.plc4x.java.api.exceptions.PlcConnectionException;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.messages.PlcSubscriptionEvent;
import org.apache.plc4x.java.api.messages.PlcSubscriptionResponse;
import org.apache.plc4x.java.api.types.PlcResponseCode;

/** Apache PLC4X as a plant's historian uses it: an OPC UA stack that is neither Milo nor node-opcua. */
final class Plc4xClient implements AutoCloseable {

    private static final String ONE = "one";
    private static final String SECRET = "plc4x";
    private static final long MILLIS = Product.PATIENCE.toMillis();

    private final PlcConnection connection;

    private Plc4xClient(PlcConnection connection) {
        this.connection = connection;
    }

    /**
     * Comes to an endpoint with a certificate and a password, signed and encrypted.
     *
     * @throws PlcConnectionException when the server does not let it in
     */
    static Plc4xClient at(String address, ForeignCertificates.Made made, String user, String password)
            throws PlcConnectionException, IOException {
        Path keys = keyStore(made, made.key().resolveSibling(made.key().getFileName() + ".p12"), ONE, SECRET);
        String url = "opcua:tcp://" + address + "?security-policy=Basic256Sha256&message-security=SIGN_ENCRYPT"
                + "&username=" + user + "&password=" + password.replace(" ", "%20")
                + "&key-store-file=" + keys + "&key-store-password=" + SECRET
                + "&negotiation-timeout=" + MILLIS + "&request-timeout=" + MILLIS;
        return new Plc4xClient(
                PlcDriverManager.getDefault().getConnectionManager().getConnection(url));
    }

    /** Both in the form in which Java keeps keys. */
    static Path keyStore(ForeignCertificates.Made made, Path file, String alias, String secret) throws IOException {
        try {
            String pem = Files.readString(made.key(), StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----|\\s", "");
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(alias, key, secret.toCharArray(), new Certificate[] {made.itself()});
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, secret.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The number by which this server knows a namespace. */
    int namespace(String uri) throws IOException {
        PlcReadResponse response = read("ns=0;i=2255");
        return IntStream.range(0, response.getNumberOfValues(ONE))
                .filter(index -> uri.equals(response.getString(ONE, index)))
                .findFirst()
                .orElseThrow(() -> new IOException("no namespace " + uri));
    }

    /** A value as text, or why there is none. */
    String value(String node) throws IOException {
        PlcReadResponse response = read(node);
        PlcResponseCode code = response.getResponseCode(ONE);
        return code == PlcResponseCode.OK ? response.getString(ONE) : code.name();
    }

    private PlcReadResponse read(String node) throws IOException {
        return patiently(
                connection.readRequestBuilder().addTagAddress(ONE, node).build().execute());
    }

    /** What becomes of a value that it writes. */
    PlcResponseCode write(String node, Object value) throws IOException {
        return patiently(connection
                        .writeRequestBuilder()
                        .addTagAddress(ONE, node, value)
                        .build()
                        .execute())
                .getResponseCode(ONE);
    }

    /** A list to which every change is added that the server tells, from the value at the beginning on. */
    List<String> follow(String node) throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        PlcSubscriptionResponse response = patiently(connection
                .subscriptionRequestBuilder()
                .addChangeOfStateTagAddress(ONE, node)
                .build()
                .execute());
        if (response.getResponseCode(ONE) != PlcResponseCode.OK) {
            throw new IOException("not followed: " + response.getResponseCode(ONE));
        }
        response.getSubscriptionHandle(ONE).register(event -> text(event).ifPresent(told::add));
        return told;
    }

    private static Optional<String> text(PlcSubscriptionEvent event) {
        return Optional.ofNullable(event.getString(ONE));
    }

    private static <V> V patiently(Future<? extends V> answer) throws IOException {
        try {
            return answer.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
