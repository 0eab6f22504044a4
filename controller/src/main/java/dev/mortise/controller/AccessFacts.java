package dev.mortise.controller;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.UserCertificates;
import dev.mortise.controller.adapter.audit.AccessWatch;
import dev.mortise.controller.config.Settings;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Who may come in by the files of one controller: its users, and the certificates in all of its trust lists. */
record AccessFacts(Settings settings, Accounts accounts) implements AccessWatch.Facts {

    private static final int MARK_CHARACTERS = 8;
    private static final int FINGERPRINT_CHARACTERS = 16;

    @Override
    public Map<String, String> read() throws IOException {
        Map<String, String> facts = new TreeMap<>();
        try {
            for (Accounts.User user : accounts.list()) {
                String mark = accounts.standing(user.name())
                        .map(Accounts.Standing::mark)
                        .orElse("");
                facts.put("user " + user.name(), user.role().word() + ", password " + cut(mark, MARK_CHARACTERS));
            }
            for (UserCertificates.Assigned assigned : accounts.certificates()) {
                facts.put(
                        "certificate " + cut(assigned.fingerprint(), FINGERPRINT_CHARACTERS) + " of user "
                                + assigned.user(),
                        "logs in");
            }
        } catch (Accounts.Unusable e) {
            throw new IOException(e.getMessage(), e);
        }
        for (TrustLists.Placed placed : TrustLists.of(settings).certificates()) {
            facts.put(
                    "certificate " + cut(placed.entry().fingerprint(), FINGERPRINT_CHARACTERS) + " for "
                            + placed.list().name(),
                    placed.entry().state().name().toLowerCase(Locale.ROOT));
        }
        return facts;
    }

    private static String cut(String text, int characters) {
        return text.substring(0, Math.min(text.length(), characters));
    }
}
