// The datagram around a message: prefix, and checksum or tag. Nothing else in this program knows their bytes.
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FRAME_MAX = 1400,   // one Ethernet frame, IP and UDP headers included
    FRAME_MESSAGE = 16, // where the message begins
    FRAME_CHECKSUM = 4  // behind the message, without a key
};

enum kind { KIND_STATE = 1, KIND_COMMAND = 2, KIND_REQUEST = 3, KIND_REPLY = 4, KIND_CLOSE = 5 };

struct prefix {
    uint8_t kind;
    uint32_t session;
    uint64_t counter;
};

struct tags;

enum frame_fault {
    FRAME_GOOD,
    FRAME_BAD,       // no datagram of ours, or not as it was sent
    FRAME_UNVERIFIED // of an end with another key, or with one where this has none, or the other way round
};

// Checks length, magic, version and checksum or tag, and tells the prefix. Good: the message begins at FRAME_MESSAGE.
enum frame_fault frame_open(struct tags *tags, const uint8_t *datagram, size_t length, struct prefix *prefix,
                            size_t *message_length);

// Room for a message of that kind.
size_t frame_room(const struct tags *tags, uint8_t kind);

// Puts prefix and trailer around a message of that length, which is in its place; returns the datagram's length.
size_t frame_seal(struct tags *tags, uint8_t datagram[FRAME_MAX], const struct prefix *prefix, size_t message_length);

// A reply that tells nothing but by its version which kind of peer this is; returns its length.
size_t frame_blank(const struct tags *tags, uint8_t datagram[FRAME_MAX]);

#endif
