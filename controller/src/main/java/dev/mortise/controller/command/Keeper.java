package dev.mortise.controller.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Keeps the lists of certificates and the users of all doors: files beside the settings. Whoever may write them may do it; a running
 * controller sees the change within a second. Each method prints what came of it and gives the exit code.
 */
public interface Keeper {

    /** Where it is done and where it is told. */
    record Desk(Path settings, PrintWriter out, PrintWriter err) {}

    /**
     * A certificate as people name it.
     *
     * @param fingerprint its first characters
     * @param list whose certificate it is: a cell, or the plant server; empty where only one list has it
     */
    record Named(String fingerprint, String list) {}

    int listCertificates(Desk desk);

    int showCertificate(Desk desk, Named named);

    int accept(Desk desk, Named named);

    int reject(Desk desk, Named named);

    int revoke(Desk desk, Named named);

    int listUsers(Desk desk);

    /** Adds a user, or replaces role and password of one. */
    int setUser(Desk desk, String name, String role, Supplier<String> password);

    int removeUser(Desk desk, String name);

    int listUserCertificates(Desk desk);

    /** Lets a user in with the certificate in a file. */
    int addUserCertificate(Desk desk, String name, Path file);

    /**
     * From now on nobody comes in with it.
     *
     * @param fingerprint its first characters
     */
    int removeUserCertificate(Desk desk, String name, String fingerprint);

    /**
     * Looks through the audit trail.
     *
     * @param head a hash that was told once and has to be in it, or a file of signed heads; empty: none
     * @param key file of the public key; empty: the one beside the trail
     */
    int verifyAudit(Desk desk, String head, String key);

    /** Prints the newest signed head of the audit trail. */
    int auditHead(Desk desk);
}
