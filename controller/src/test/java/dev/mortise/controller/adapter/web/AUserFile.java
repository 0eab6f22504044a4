package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.PrivateFiles;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A user of each role, called as the role, all with one password. The first of a run makes them, the others copy them. */
public final class AUserFile {

    public static final String PASSWORD = "correct horse battery";

    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

    private AUserFile() {}

    public static Accounts in(Path directory, Time clock) throws Exception {
        Accounts accounts = new Accounts(directory, clock);
        byte[] made = MADE.get("users");
        if (made == null) {
            for (Role role : Role.values()) {
                accounts.set(role.name().toLowerCase(Locale.ROOT), role, PASSWORD);
            }
            MADE.put("users", Files.readAllBytes(directory.resolve("users")));
        } else {
            PrivateFiles.write(directory.resolve("users"), made);
        }
        return accounts;
    }
}
