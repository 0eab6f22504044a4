package dev.mortise.protocol.realtime;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * One end's keys, and the tags made with them: HMAC-SHA256 over all before the tag, its first 16 bytes. Every use has a key of
 * its own, made from the shared one: a request's tag is none for a reply, a command's none for a state, and none of a session
 * is one in another. What is refused changes nothing here.
 */
final class Tags implements Trailer {

    static final int TAG_BYTES = 16;
    static final int NONCE_BYTES = 16;

    private static final String LABEL = "mortise realtime v1 ";

    /** Who has these keys. */
    enum End {
        CONTROLLER,
        ROBOT
    }

    /** Keys of one session; each way has its own. */
    private static final class Keys {
        private final Hmac commands = new Hmac();
        private final Hmac states = new Hmac();
        private int session;
    }

    private static final byte[] COMMAND = label("command");
    private static final byte[] STATE = label("state");

    private final End end;
    private final Hmac shared = new Hmac();
    private final Hmac requests = new Hmac();
    private final Hmac replies = new Hmac();

    /** Makes nonces that nobody can foretell, of a secret that this end alone has, and forgets when it ends. */
    private final Hmac nonces = new Hmac();

    private final byte[] controllersNonce = new byte[NONCE_BYTES];
    private final byte[] robotsNonce = new byte[NONCE_BYTES];
    private final byte[] number = new byte[Long.BYTES];

    /** Of the session that runs; session 0 is none. */
    private Keys running = new Keys();

    /** Of the newest grant. */
    private Keys granted = new Keys();

    private long asked;

    Tags(End end, SharedKey key) {
        this(end, key, random());
    }

    /** With a secret that is known: for examples, whose bytes are to be the same each time. */
    Tags(End end, SharedKey key, byte[] secret) {
        this.end = end;
        nonces.key(secret);
        shared.key(key.bytes());
        requests.key(shared.begin().add(label("request")).end());
        replies.key(shared.begin().add(label("reply")).end());
    }

    private static byte[] random() {
        byte[] secret = new byte[Hmac.BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static byte[] label(String use) {
        return (LABEL + use).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int version() {
        return Frame.VERSION | Frame.TAGGED;
    }

    /** A request carries its sender's nonce, a reply both. */
    @Override
    public int bytes(int kind) {
        return switch (kind) {
            case Frame.SESSION_REQUEST -> NONCE_BYTES + TAG_BYTES;
            case Frame.SESSION_REPLY -> 2 * NONCE_BYTES + TAG_BYTES;
            default -> TAG_BYTES;
        };
    }

    @Override
    public Frame.Fault check(byte[] datagram, int length) {
        int tag = length - TAG_BYTES;
        return switch (Frame.kind(datagram)) {
            case Frame.SESSION_REQUEST -> request(datagram, tag);
            case Frame.SESSION_REPLY -> reply(datagram, tag);
            default -> inSession(datagram, tag);
        };
    }

    private Frame.Fault request(byte[] datagram, int tag) {
        if (!isRight(requests, datagram, tag)) {
            return Frame.Fault.TAG;
        }
        if (end == End.ROBOT) {
            System.arraycopy(datagram, tag - NONCE_BYTES, controllersNonce, 0, NONCE_BYTES);
        }
        return Frame.Fault.NONE;
    }

    private Frame.Fault reply(byte[] datagram, int tag) {
        if (!isRight(replies, datagram, tag)) {
            return Frame.Fault.TAG;
        }
        if (end == End.CONTROLLER) {
            int nonces = tag - 2 * NONCE_BYTES;
            if (!isSame(controllersNonce, datagram, nonces, NONCE_BYTES)) {
                return Frame.Fault.SESSION;
            }
            System.arraycopy(datagram, nonces + NONCE_BYTES, robotsNonce, 0, NONCE_BYTES);
            granted(Frame.session(datagram));
        }
        return Frame.Fault.NONE;
    }

    private Frame.Fault inSession(byte[] datagram, int tag) {
        int session = Frame.session(datagram);
        Keys keys = session == running.session ? running : granted;
        if (session == 0 || session != keys.session) {
            return Frame.Fault.SESSION;
        }
        return isRight(end == End.ROBOT ? keys.commands : keys.states, datagram, tag)
                ? Frame.Fault.NONE
                : Frame.Fault.TAG;
    }

    @Override
    public void write(byte[] datagram, int at) {
        int tag = at;
        Hmac key;
        switch (Frame.kind(datagram)) {
            case Frame.SESSION_REQUEST -> {
                key = requests;
                LittleEndian.put(number, 0, ++asked, Long.BYTES);
                nonce(nonces.begin().add(number), controllersNonce);
                tag = put(controllersNonce, datagram, tag);
            }
            case Frame.SESSION_REPLY -> {
                key = replies;
                answers(Frame.session(datagram));
                tag = put(controllersNonce, datagram, tag);
                tag = put(robotsNonce, datagram, tag);
            }
            default -> key = end == End.ROBOT ? running.states : running.commands;
        }
        System.arraycopy(key.begin().add(datagram, 0, tag).end(), 0, datagram, tag, TAG_BYTES);
    }

    /** The same request for the same session has the same answer: a wire that says it twice makes no second key. */
    private void answers(int session) {
        LittleEndian.put(number, 0, session, Long.BYTES);
        nonce(nonces.begin().add(controllersNonce).add(number), robotsNonce);
        granted(session);
    }

    private void granted(int session) {
        if (session != 0) {
            LittleEndian.put(number, 0, session, Integer.BYTES);
            granted.session = session;
            granted.commands.key(ofSession(COMMAND));
            granted.states.key(ofSession(STATE));
        }
    }

    private byte[] ofSession(byte[] use) {
        return shared.begin()
                .add(use)
                .add(controllersNonce)
                .add(robotsNonce)
                .add(number, 0, Integer.BYTES)
                .end();
    }

    @Override
    public void begins(int session) {
        if (session != 0 && session == granted.session) {
            Keys before = running;
            running = granted;
            granted = before;
            granted.session = 0;
        }
    }

    private static void nonce(Hmac made, byte[] into) {
        System.arraycopy(made.end(), 0, into, 0, NONCE_BYTES);
    }

    private static int put(byte[] nonce, byte[] datagram, int at) {
        System.arraycopy(nonce, 0, datagram, at, NONCE_BYTES);
        return at + NONCE_BYTES;
    }

    private static boolean isRight(Hmac key, byte[] datagram, int tag) {
        return isSame(key.begin().add(datagram, 0, tag).end(), datagram, tag, TAG_BYTES);
    }

    /** Takes the same time wherever they differ: a guess is not told how far it was right. */
    private static boolean isSame(byte[] expected, byte[] datagram, int at, int count) {
        int different = 0;
        for (int i = 0; i < count; i++) {
            different |= expected[i] ^ datagram[at + i];
        }
        return different == 0;
    }
}
