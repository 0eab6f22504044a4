package dev.mortise.controller.adapter.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the trail had come at a time, signed. Whoever writes the whole chain anew, hashes and all, cannot make one for it
 * without the key, and cannot take back one that is somewhere else.
 *
 * @param line number of the last line
 * @param hash of that line
 * @param text one line of JSON; the signature is over all of it before {@code ,"signature"}
 */
record SignedHead(long line, String hash, Instant at, String text) {

    private static final String FORM = "mortise.audit-head.v1";
    private static final String SIGNATURE = ",\"signature\":\"";
    private static final Pattern TEXT = Pattern.compile("(\\{\"form\":\"" + Pattern.quote(FORM)
            + "\",\"line\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\",\"at\":\"([0-9T:.Z-]{20,30})\",\"key\":\"[0-9a-f]{16}\")"
            + ",\"signature\":\"([A-Za-z0-9+/]{86}==)\"}");
    private static final JsonMapper JSON = JsonMapper.shared();

    static SignedHead of(Chain chain, Instant at, AuditKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("form", FORM);
        fields.put("line", chain.lines());
        fields.put("hash", chain.head());
        fields.put("at", at.toString());
        fields.put("key", key.verifier().name());
        String whole = JSON.writeValueAsString(fields);
        String signed = whole.substring(0, whole.length() - 1);
        return new SignedHead(
                chain.lines(),
                chain.head(),
                at,
                signed + SIGNATURE + Base64.getEncoder().encodeToString(key.sign(signed)) + "\"}");
    }

    /** Empty where a line is no head, or not signed by this key. */
    static Optional<SignedHead> read(String line, AuditKey.Verifier verifier) {
        Matcher matcher = TEXT.matcher(line.strip());
        return matcher.matches()
                        && verifier.signed(matcher.group(1), Base64.getDecoder().decode(matcher.group(5)))
                ? Optional.of(new SignedHead(
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3),
                        Instant.parse(matcher.group(4)),
                        line.strip()))
                : Optional.empty();
    }
}
