#include "tags.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "frame.h"

enum { NUMBER = 4, LABEL_MAX = 32 };

static void put_number(uint8_t at[NUMBER], uint32_t value)
{
    for (int i = 0; i < NUMBER; i++) at[i] = (uint8_t)(value >> (8 * i));
}

// A key of its own for each use, bound to nonces and session where there is one.
static void derive(const struct tags *t, struct hmac_key *key, const char *use, const uint8_t *bound, size_t length)
{
    uint8_t from[LABEL_MAX + 2 * NONCE + NUMBER], code[SHA256_BYTES];
    size_t label = strlen(use);
    memcpy(from, use, label);
    if (length > 0) memcpy(from + label, bound, length);
    hmac(&t->shared, from, label + length, code);
    hmac_key(key, code, sizeof code);
}

const char *tags_read(struct tags *t, const char *file)
{
    char digits[2 * SHARED_KEY + 2] = "";
    uint8_t key[SHARED_KEY], secret[SHA256_BYTES];
    struct stat is;
    FILE *in = fopen(file, "r");
    if (in == NULL || fstat(fileno(in), &is) != 0) return "it cannot be read";
    if (fgets(digits, sizeof digits, in) == NULL) digits[0] = '\0';
    fclose(in);
    if ((is.st_mode & 077) != 0) return "others than its owner may read it: chmod 600, or a new key if they have";
    digits[strcspn(digits, "\n")] = '\0';
    if (strlen(digits) != 2 * SHARED_KEY || strspn(digits, "0123456789abcdefABCDEF") != 2 * SHARED_KEY) {
        return "it has not 64 hexadecimal digits";
    }
    for (int i = 0; i < SHARED_KEY; i++) {
        unsigned int byte = 0;
        sscanf(digits + 2 * i, "%2x", &byte);
        key[i] = (uint8_t)byte;
    }
    if (getrandom(secret, sizeof secret, 0) != (ssize_t)sizeof secret) return "there is no randomness";
    hmac_key(&t->secret, secret, sizeof secret);
    hmac_key(&t->shared, key, sizeof key);
    derive(t, &t->requests, "mortise realtime v1 request", NULL, 0);
    derive(t, &t->replies, "mortise realtime v1 reply", NULL, 0);
    t->keyed = true;
    return NULL;
}

size_t tags_trailer(uint8_t kind)
{
    if (kind == KIND_REQUEST) return NONCE + TAG;
    return kind == KIND_REPLY ? 2 * NONCE + TAG : TAG;
}

// Takes as long wherever they differ.
static bool same(const uint8_t *a, const uint8_t *b, size_t length)
{
    uint8_t different = 0;
    for (size_t i = 0; i < length; i++) different |= a[i] ^ b[i];
    return different == 0;
}

static const struct hmac_key *key_of(const struct tags *t, uint8_t kind, uint32_t session)
{
    if (kind == KIND_REQUEST) return &t->requests;
    if (session == 0) return NULL;
    if (session == t->running.session) return &t->running.commands;
    return session == t->granted.session ? &t->granted.commands : NULL;
}

bool tags_verify(struct tags *t, const uint8_t *datagram, size_t length, uint8_t kind, uint32_t session)
{
    uint8_t code[SHA256_BYTES];
    const struct hmac_key *key = key_of(t, kind, session);
    if (key == NULL) return false;
    hmac(key, datagram, length - TAG, code);
    if (!same(code, datagram + length - TAG, TAG)) return false;
    if (kind == KIND_REQUEST) memcpy(t->controllers_nonce, datagram + length - TAG - NONCE, NONCE);
    return true;
}

static void grant(struct tags *t, const uint8_t *robots_nonce, uint32_t session)
{
    uint8_t bound[2 * NONCE + NUMBER];
    memcpy(bound, t->controllers_nonce, NONCE);
    memcpy(bound + NONCE, robots_nonce, NONCE);
    put_number(bound + 2 * NONCE, session);
    derive(t, &t->granted.commands, "mortise realtime v1 command", bound, sizeof bound);
    derive(t, &t->granted.states, "mortise realtime v1 state", bound, sizeof bound);
    t->granted.session = session;
}

// The same for the same request: a wire that says it twice makes no second key.
static void answer(struct tags *t, uint8_t *nonces, uint32_t session)
{
    uint8_t asked[NONCE + NUMBER], code[SHA256_BYTES];
    memcpy(asked, t->controllers_nonce, NONCE);
    put_number(asked + NONCE, session);
    hmac(&t->secret, asked, sizeof asked, code);
    memcpy(nonces, t->controllers_nonce, NONCE);
    memcpy(nonces + NONCE, code, NONCE);
    if (session != 0) grant(t, code, session);
}

void tags_write(struct tags *t, uint8_t *datagram, size_t covered, uint8_t kind, uint32_t session)
{
    uint8_t code[SHA256_BYTES];
    if (kind == KIND_REPLY) {
        answer(t, datagram + covered, session);
        covered += 2 * NONCE;
    }
    hmac(kind == KIND_REPLY ? &t->replies : &t->running.states, datagram, covered, code);
    memcpy(datagram + covered, code, TAG);
}

void tags_begin(struct tags *t)
{
    t->running = t->granted;
    t->granted.session = 0;
}
