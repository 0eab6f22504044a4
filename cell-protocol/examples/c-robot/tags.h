// The robot's keys and the tags made with them. Without a key nothing here is used.
#ifndef TAGS_H
#define TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sha256.h"

enum { TAG = 16, NONCE = 16, SHARED_KEY = 32 };

struct session_keys {
    uint32_t session; // 0: none
    struct hmac_key commands, states;
};

struct tags {
    bool keyed;
    struct hmac_key shared, requests, replies;
    struct hmac_key secret; // of this start: the robot's nonces are made with it
    uint8_t controllers_nonce[NONCE];
    struct session_keys running, granted;
};

// Reads the key of a file, 64 hexadecimal digits that nobody but its owner may read. NULL, or why it cannot be used.
const char *tags_read(struct tags *t, const char *file);

// Bytes of the trailer, by kind.
size_t tags_trailer(uint8_t kind);

// Whether the tag at the datagram's end is right; keeps the nonce of a request.
bool tags_verify(struct tags *t, const uint8_t *datagram, size_t length, uint8_t kind, uint32_t session);

// Writes nonces and tag behind the first covered bytes. A reply that grants makes the keys of its session.
void tags_write(struct tags *t, uint8_t *datagram, size_t covered, uint8_t kind, uint32_t session);

// The granted session begins.
void tags_begin(struct tags *t);

#endif
