package dev.mortise.controller.command;

import java.nio.file.Path;
import java.util.function.Supplier;

/** Keeps nothing: says what it was asked for. */
class NoKeeper implements Keeper {

    @Override
    public int listCertificates(Desk desk) {
        return told(desk, "trust list");
    }

    @Override
    public int showCertificate(Desk desk, Named named) {
        return told(desk, "trust show " + named.fingerprint() + named.list());
    }

    @Override
    public int accept(Desk desk, Named named) {
        return told(desk, "trust accept " + named.fingerprint() + named.list());
    }

    @Override
    public int reject(Desk desk, Named named) {
        return told(desk, "trust reject " + named.fingerprint() + named.list());
    }

    @Override
    public int revoke(Desk desk, Named named) {
        return told(desk, "trust revoke " + named.fingerprint() + named.list());
    }

    @Override
    public int listUsers(Desk desk) {
        return told(desk, "user list");
    }

    @Override
    public int setUser(Desk desk, String name, String role, Supplier<String> password) {
        return told(desk, "user set " + name + " " + role);
    }

    @Override
    public int removeUser(Desk desk, String name) {
        return told(desk, "user remove " + name);
    }

    @Override
    public int listUserCertificates(Desk desk) {
        return told(desk, "user certificate list");
    }

    @Override
    public int addUserCertificate(Desk desk, String name, Path file) {
        return told(desk, "user certificate add " + name + " " + file);
    }

    @Override
    public int removeUserCertificate(Desk desk, String name, String fingerprint) {
        return told(desk, "user certificate remove " + name + " " + fingerprint);
    }

    @Override
    public int verifyAudit(Desk desk, String head, String key) {
        return told(desk, "audit verify " + head + key);
    }

    @Override
    public int auditHead(Desk desk) {
        return told(desk, "audit head");
    }

    private static int told(Desk desk, String what) {
        desk.out().println(what);
        return 0;
    }
}
