package dev.mortise.controller.adapter.audit;

import dev.mortise.controller.adapter.access.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which the controller signs the heads of its audit trail: Ed25519, {@code audit-key.pem} for the controller alone and
 * {@code audit-key.pub} for whoever verifies, both as other tools read them.
 */
final class AuditKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE_CHARACTERS = 64;
    private static final int NAME_CHARACTERS = 16;

    private final PrivateKey key;
    private final Verifier verifier;

    /** Whoever has the public key alone. */
    record Verifier(PublicKey key) {

        /**
         * Reads a public key.
         *
         * @param file PEM
         * @throws IOException when it cannot be read; the message says why
         */
        static Verifier read(Path file) throws IOException {
            try {
                return new Verifier(KeyFactory.getInstance(ALGORITHM)
                        .generatePublic(new X509EncodedKeySpec(content(file, PUBLIC))));
            } catch (GeneralSecurityException e) {
                throw new IOException(file + " has no public key of Ed25519: " + e.getMessage(), e);
            }
        }

        boolean signed(String text, byte[] signature) {
            try {
                Signature made = Signature.getInstance(ALGORITHM);
                made.initVerify(key);
                made.update(text.getBytes(StandardCharsets.UTF_8));
                return made.verify(signature);
            } catch (GeneralSecurityException e) {
                return false; // what is no signature at all makes Java throw
            }
        }

        /** What people compare. */
        String name() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()))
                        .substring(0, NAME_CHARACTERS);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }
    }

    private AuditKey(PrivateKey key, Verifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    static Path publicFile(Path directory) {
        return directory.resolve("audit-key.pub");
    }

    /** Reads both files; makes both where the private one is missing. */
    static AuditKey readOrMake(Path directory) throws IOException {
        Path file = directory.resolve("audit-key.pem");
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                PrivateFiles.write(
                        publicFile(directory), pem(PUBLIC, pair.getPublic().getEncoded()));
                PrivateFiles.write(file, pem(PRIVATE, pair.getPrivate().getEncoded()));
            }
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(content(file, PRIVATE)));
            AuditKey read = new AuditKey(key, Verifier.read(publicFile(directory)));
            if (!read.verifier.signed("", read.sign(""))) {
                throw new IOException(publicFile(directory) + " is not the public key of " + file);
            }
            return read;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " has no private key of Ed25519: " + e.getMessage(), e);
        }
    }

    Verifier verifier() {
        return verifier;
    }

    byte[] sign(String text) {
        try {
            Signature made = Signature.getInstance(ALGORITHM);
            made.initSign(key);
            made.update(text.getBytes(StandardCharsets.UTF_8));
            return made.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not sign with Ed25519", e);
        }
    }

    private static byte[] content(Path file, String what) throws IOException {
        Matcher matcher = Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]+)-----END " + what + "-----")
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IOException(file + " has no -----BEGIN " + what + "-----");
        }
        try {
            return Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no PEM: " + e.getMessage(), e);
        }
    }

    private static byte[] pem(String what, byte[] content) {
        return ("-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'})
                                .encodeToString(content)
                        + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
