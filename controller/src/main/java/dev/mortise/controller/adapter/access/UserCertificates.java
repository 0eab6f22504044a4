package dev.mortise.controller.adapter.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which certificates a user comes in: files {@code certificates/NAME/SHA-256.der}, read at every log-in. A certificate is
 * its user's by being here and by nothing else; who signed it does not count, and what is taken away counts no more at once.
 */
public final class UserCertificates {

    /** The one in use, the one that follows it, and those of a few machines. */
    public static final int EACH_MAX = 10;

    private static final int PREFIX_MIN_CHARACTERS = 8;

    /** Place of this bit of the key usage (RFC 5280, 4.2.1.3). */
    private static final int DIGITAL_SIGNATURE = 0;

    private final Path root;

    /** A certificate with the user whose it is. */
    public record Assigned(String user, X509Certificate certificate) {
        public String fingerprint() {
            return Fingerprint.sha256(certificate);
        }
    }

    UserCertificates(Path directory) {
        this.root = directory.resolve("certificates");
    }

    /** Those of all users, by name. */
    public List<Assigned> list() throws IOException {
        List<Assigned> all = new ArrayList<>();
        for (Path user : children(root)) {
            for (Path file : children(user)) {
                CertificateFile.read(file)
                        .ifPresent(certificate ->
                                all.add(new Assigned(user.getFileName().toString(), certificate)));
            }
        }
        return all;
    }

    /** Whose certificate it is. */
    Optional<String> owner(X509Certificate certificate) throws IOException {
        for (Path user : children(root)) {
            if (CertificateFile.read(user.resolve(CertificateFile.name(certificate)))
                    .filter(certificate::equals)
                    .isPresent()) {
                return Optional.of(user.getFileName().toString());
            }
        }
        return Optional.empty();
    }

    /**
     * Assigns what is in a file, as PEM or DER.
     *
     * @throws Accounts.Unusable when nobody could log in with it, or somebody has it
     */
    Assigned add(String user, Path file, Instant now) throws Accounts.Unusable {
        try {
            X509Certificate certificate = CertificateFile.read(file)
                    .orElseThrow(() -> new Accounts.Unusable(file + " is no certificate; expected X.509, PEM or DER"));
            Optional<String> fault = certificate.getNotBefore().toInstant().isAfter(now)
                    ? fault(certificate, certificate.getNotBefore().toInstant())
                    : fault(certificate, now);
            if (fault.isPresent()) {
                throw new Accounts.Unusable(file + ": " + fault.orElseThrow());
            }
            Optional<String> owner = owner(certificate);
            if (owner.isPresent()) {
                throw new Accounts.Unusable(owner.orElseThrow() + " has this certificate already");
            }
            if (children(root.resolve(user)).size() >= EACH_MAX) {
                throw new Accounts.Unusable(
                        user + " has " + EACH_MAX + " certificates, and nobody has more; remove one");
            }
            PrivateFiles.write(root.resolve(user).resolve(CertificateFile.name(certificate)), certificate.getEncoded());
            return new Assigned(user, certificate);
        } catch (IOException | CertificateEncodingException e) {
            throw new Accounts.Unusable("cannot assign " + file + ": " + e.getMessage());
        }
    }

    /**
     * Takes one away from its user.
     *
     * @param prefix first characters of its fingerprint
     */
    Assigned remove(String user, String prefix) throws Accounts.Unusable {
        String wanted = prefix.toLowerCase(Locale.ROOT).replace(":", "");
        if (wanted.length() < PREFIX_MIN_CHARACTERS) {
            throw new Accounts.Unusable("'" + prefix + "' is short; at least " + PREFIX_MIN_CHARACTERS
                    + " characters of the fingerprint are needed");
        }
        try {
            List<Assigned> found = list().stream()
                    .filter(one -> one.user().equals(user))
                    .filter(one -> one.fingerprint().startsWith(wanted))
                    .toList();
            if (found.size() != 1) {
                throw new Accounts.Unusable(
                        found.isEmpty()
                                ? user + " has no certificate " + prefix
                                        + "; `mortise user certificate list` shows them"
                                : "several certificates of " + user + " begin with " + prefix);
            }
            Files.deleteIfExists(
                    root.resolve(user).resolve(CertificateFile.name(found.get(0).certificate())));
            return found.get(0);
        } catch (IOException e) {
            throw new Accounts.Unusable("cannot take a certificate away: " + e.getMessage());
        }
    }

    /** Whoever is given this name later does not come in by the certificates of somebody else. */
    void removeAll(String user) throws Accounts.Unusable {
        try {
            Path folder = root.resolve(user);
            for (Path file : children(folder)) {
                Files.delete(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new Accounts.Unusable("cannot take the certificates of " + user + " away: " + e.getMessage());
        }
    }

    /** Why nobody may log in with it now; empty when its user may. */
    static Optional<String> fault(X509Certificate certificate, Instant now) {
        if (Strength.isWeak(certificate)) {
            return Optional.of("a key or signature too weak: " + certificate.getSigAlgName()
                    + "; expected RSA of 2048 bits or more and SHA-2");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            return Optional.of(
                    "its key usage does not allow a digital signature, which is how its user proves to have it");
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of("it has run out at " + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(
                    "it is not valid before " + certificate.getNotBefore().toInstant());
        }
        return Optional.empty();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
