// The datagram around a message, to the byte: prefix, and checksum or tag. Nothing else in this program knows them.
#ifndef WIRE_H
#define WIRE_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { MAGIC = 0x4352, VERSION = 1, TAGGED = 0x80 };
enum { DATAGRAM = 1400, PREFIX = 16, CHECKSUM = 4, TAG = 16, NONCE = 16, NUMBER = 4, KEY = 32 };
enum kind { STATE = 1, COMMAND, REQUEST, REPLY, CLOSE };

struct prefix {
    uint8_t kind;
    uint32_t session;
    uint64_t counter;
};

struct session_keys {
    uint32_t session; // 0: none
    uint8_t commands[KEY], states[KEY];
};

static struct {
    bool keyed;
    uint8_t shared[KEY], requests[KEY], replies[KEY];
    uint8_t secret[KEY]; // of this start: the robot's nonces are made with it
    uint8_t asked[NONCE]; // the controller's nonce of the newest request
    struct session_keys running, granted;
} keys;

static void put(uint8_t *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) at[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get(const uint8_t *at, int bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++) value |= (uint64_t)at[i] << (8 * i);
    return value;
}

static uint32_t crc32c(const uint8_t *bytes, size_t length)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82f63b78 : 0);
    }
    return ~crc;
}

static void hmac(const uint8_t key[KEY], const uint8_t *bytes, size_t length, uint8_t code[KEY])
{
    HMAC(EVP_sha256(), key, KEY, bytes, length, code, NULL);
}

// A key of its own for each use, bound to nonces and session where there is one.
static void derive(uint8_t key[KEY], const char *use, const uint8_t *bound, size_t length)
{
    uint8_t from[64 + 2 * NONCE + NUMBER];
    size_t label = strlen(use);
    memcpy(from, use, label);
    memcpy(from + label, bound, length);
    hmac(keys.shared, from, label + length, key);
}

// Reads the key of a file, 64 hexadecimal digits that nobody but its owner may read. NULL, or why it cannot be used.
static const char *wire_key(const char *file)
{
    char digits[2 * KEY + 2] = "";
    size_t bytes = 0;
    struct stat is;
    FILE *in = fopen(file, "r");
    if (in == NULL || fstat(fileno(in), &is) != 0) return "it cannot be read";
    if (fgets(digits, sizeof digits, in) == NULL) digits[0] = '\0';
    fclose(in);
    if ((is.st_mode & 077) != 0) return "others than its owner may read it: chmod 600, or a new key if they have";
    digits[strcspn(digits, "\n")] = '\0';
    if (OPENSSL_hexstr2buf_ex(keys.shared, KEY, &bytes, digits, '\0') != 1 || bytes != KEY) {
        return "it has not 64 hexadecimal digits";
    }
    if (RAND_bytes(keys.secret, KEY) != 1) return "there is no randomness";
    derive(keys.requests, "mortise realtime v1 request", keys.secret, 0);
    derive(keys.replies, "mortise realtime v1 reply", keys.secret, 0);
    keys.keyed = true;
    return NULL;
}

static uint8_t version(void)
{
    return keys.keyed ? VERSION | TAGGED : VERSION;
}

static size_t trailer(uint8_t kind)
{
    if (!keys.keyed) return CHECKSUM;
    return TAG + (kind == REQUEST ? NONCE : kind == REPLY ? 2 * NONCE : 0);
}

static const uint8_t *key_of(const struct prefix *p)
{
    if (p->kind == REQUEST) return keys.requests;
    if (p->session == 0) return NULL;
    if (p->session == keys.running.session) return keys.running.commands;
    return p->session == keys.granted.session ? keys.granted.commands : NULL;
}

// UNVERIFIED: of an end with another key, or with one where this has none, or the other way round.
enum fault { GOOD, BAD, UNVERIFIED };

// Good: the message begins at PREFIX, and is of that length.
static enum fault wire_open(const uint8_t *datagram, size_t length, struct prefix *p, size_t *message)
{
    if (length < PREFIX + CHECKSUM || length > DATAGRAM || get(datagram, 2) != MAGIC) return BAD;
    *p = (struct prefix){datagram[3], (uint32_t)get(datagram + 4, 4), get(datagram + 8, 8)};
    if ((datagram[2] | TAGGED) != (VERSION | TAGGED)) return BAD;
    if (datagram[2] != version()) return UNVERIFIED;
    if (length < PREFIX + trailer(p->kind)) return BAD;
    *message = length - trailer(p->kind) - PREFIX;
    if (!keys.keyed) return get(datagram + length - CHECKSUM, 4) == crc32c(datagram, length - CHECKSUM) ? GOOD : BAD;
    uint8_t code[KEY];
    const uint8_t *key = key_of(p);
    if (key == NULL) return UNVERIFIED;
    hmac(key, datagram, length - TAG, code);
    if (CRYPTO_memcmp(code, datagram + length - TAG, TAG) != 0) return UNVERIFIED;
    if (p->kind == REQUEST) memcpy(keys.asked, datagram + length - TAG - NONCE, NONCE);
    return GOOD;
}

// Writes both nonces, and makes the keys of the session that is granted. The robot's nonce is the same for the same
// request: a wire that says it twice makes no second key.
static void grant(uint8_t *nonces, uint32_t session)
{
    uint8_t bound[2 * NONCE + NUMBER], code[KEY];
    memcpy(bound, keys.asked, NONCE);
    put(bound + NONCE, session, NUMBER);
    hmac(keys.secret, bound, NONCE + NUMBER, code);
    memcpy(bound + NONCE, code, NONCE);
    memcpy(nonces, bound, 2 * NONCE);
    if (session == 0) return; // a refusal
    put(bound + 2 * NONCE, session, NUMBER);
    derive(keys.granted.commands, "mortise realtime v1 command", bound, sizeof bound);
    derive(keys.granted.states, "mortise realtime v1 state", bound, sizeof bound);
    keys.granted.session = session;
}

// Puts prefix and trailer around a message of that length, which is in its place; returns the datagram's length.
static size_t wire_seal(uint8_t datagram[DATAGRAM], const struct prefix *p, size_t message)
{
    size_t covered = PREFIX + message;
    put(datagram, MAGIC, 2);
    put(datagram + 2, version(), 1);
    put(datagram + 3, p->kind, 1);
    put(datagram + 4, p->session, 4);
    put(datagram + 8, p->counter, 8);
    if (!keys.keyed) {
        put(datagram + covered, crc32c(datagram, covered), CHECKSUM);
        return covered + CHECKSUM;
    }
    if (p->kind == REPLY) {
        grant(datagram + covered, p->session);
        covered += 2 * NONCE;
    }
    uint8_t code[KEY];
    hmac(p->kind == REPLY ? keys.replies : keys.running.states, datagram, covered, code);
    memcpy(datagram + covered, code, TAG);
    return covered + TAG;
}

// A reply that tells nothing but by its version which kind of peer this is: no message, and a trailer of zeros.
static size_t wire_blank(uint8_t datagram[DATAGRAM])
{
    memset(datagram, 0, DATAGRAM);
    put(datagram, MAGIC, 2);
    put(datagram + 2, version(), 1);
    put(datagram + 3, REPLY, 1);
    return PREFIX + trailer(REPLY);
}

// The granted session begins.
static void wire_begin(void)
{
    keys.running = keys.granted;
    keys.granted.session = 0;
}

#endif
