package dev.mortise.controller.adapter.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Certificates of programs as files, in the layout that OPC UA stacks use: {@code trusted/certs}, {@code issuer/certs},
 * {@code rejected/certs}; beside them {@code revoked/certs}. Whoever may write here decides who is trusted.
 */
public final class TrustStore {

    /** Programs that knock; the newest stay, so that a flood hides nobody who knocks again. */
    public static final int WAITING_MAX = 100;

    private static final int PREFIX_MIN_CHARACTERS = 8;
    private static final String CERTIFICATES = "certs";

    private final Path root;

    /** Where a certificate stands. */
    public enum State {
        TRUSTED("trusted"),
        WAITING("rejected"),
        REVOKED("revoked");

        private final String folder;

        State(String folder) {
            this.folder = folder;
        }
    }

    /** One certificate of the store. */
    public record Entry(State state, X509Certificate certificate, Path file) {
        public String fingerprint() {
            return Fingerprint.sha256(certificate);
        }
    }

    /** What was wanted cannot be done; says why. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** Makes the folders that are missing. */
    public TrustStore(Path directory) throws IOException {
        this.root = PrivateFiles.directory(directory.resolve("pki"));
        for (State state : State.values()) {
            PrivateFiles.directory(folder(state));
        }
        for (String folder : List.of("trusted/crl", "issuer/certs", "issuer/crl")) {
            PrivateFiles.directory(root.resolve(folder));
        }
    }

    /** The folder above {@code trusted}. */
    public Path root() {
        return root;
    }

    public List<Entry> list() throws IOException {
        List<Entry> all = new ArrayList<>();
        for (State state : State.values()) {
            for (Path file : files(state)) {
                CertificateFile.read(file).ifPresent(certificate -> all.add(new Entry(state, certificate, file)));
            }
        }
        return all;
    }

    /** A certificate itself; not what it vouches for. */
    public boolean isTrusted(X509Certificate certificate) throws IOException {
        return holds(State.TRUSTED, certificate);
    }

    public boolean isRevoked(X509Certificate certificate) throws IOException {
        return holds(State.REVOKED, certificate);
    }

    /** Keeps a certificate that nobody knows, for a person to judge. */
    public synchronized void quarantine(X509Certificate certificate) throws IOException, CertificateException {
        if (holds(State.WAITING, certificate) || holds(State.REVOKED, certificate)) {
            return;
        }
        List<Path> waiting = files(State.WAITING);
        for (int i = 0; i <= waiting.size() - WAITING_MAX; i++) {
            Files.deleteIfExists(waiting.get(i));
        }
        PrivateFiles.write(folder(State.WAITING).resolve(CertificateFile.name(certificate)), certificate.getEncoded());
    }

    /** From now on the program may come in. */
    public Entry accept(String prefix) throws IOException, Refused {
        Entry found = find(prefix, State.WAITING, State.REVOKED);
        return move(found, State.TRUSTED);
    }

    /** Forgets a program that knocked. */
    public Entry reject(String prefix) throws IOException, Refused {
        Entry found = find(prefix, State.WAITING);
        Files.delete(found.file());
        return found;
    }

    /** From now on the program may not come in, and what it has open ends. */
    public Entry revoke(String prefix) throws IOException, Refused {
        return move(find(prefix, State.TRUSTED), State.REVOKED);
    }

    /** The one certificate whose fingerprint begins so. */
    public Entry find(String prefix, State... states) throws IOException, Refused {
        String wanted = prefix.toLowerCase(Locale.ROOT).replace(":", "");
        if (wanted.length() < PREFIX_MIN_CHARACTERS) {
            throw new Refused("'" + prefix + "' is short; at least " + PREFIX_MIN_CHARACTERS
                    + " characters of the fingerprint are needed");
        }
        List<State> among = Arrays.asList(states);
        List<Entry> found = list().stream()
                .filter(entry -> entry.fingerprint().startsWith(wanted))
                .toList();
        List<Entry> fitting =
                found.stream().filter(entry -> among.contains(entry.state())).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new Refused(
                found.isEmpty()
                        ? "no certificate " + prefix + "; `mortise trust list` shows them"
                        : found.size() > 1 && fitting.size() != 0
                                ? "several certificates begin with " + prefix
                                : prefix + " is " + words(found.get(0).state()) + ", not " + words(among));
    }

    private static String words(List<State> states) {
        return states.stream().map(TrustStore::words).collect(Collectors.joining(" or "));
    }

    private static String words(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Entry move(Entry entry, State to) throws IOException {
        Path target = folder(to).resolve(CertificateFile.name(entry.certificate()));
        Files.move(entry.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Entry(to, entry.certificate(), target);
    }

    private boolean holds(State state, X509Certificate certificate) throws IOException {
        for (Path file : files(state)) {
            if (CertificateFile.read(file).filter(certificate::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Oldest first. */
    private List<Path> files(State state) throws IOException {
        try (Stream<Path> files = Files.list(folder(state))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
    }

    private Path folder(State state) {
        return root.resolve(state.folder).resolve(CERTIFICATES);
    }
}
