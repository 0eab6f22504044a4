// The datagram around a message: prefix, checksum. Nothing else in this program knows their bytes.
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FRAME_MAX = 1400,   // one Ethernet frame, IP and UDP headers included
    FRAME_MESSAGE = 16, // where the message begins
    FRAME_TRAILER = 4   // behind the message
};

enum kind { KIND_STATE = 1, KIND_COMMAND = 2, KIND_REQUEST = 3, KIND_REPLY = 4, KIND_CLOSE = 5 };

struct prefix {
    uint8_t kind;
    uint32_t session;
    uint64_t counter;
};

// Checks length, magic, version and checksum. True: the prefix is told and the message lies between
// FRAME_MESSAGE and length - FRAME_TRAILER.
bool frame_open(const uint8_t *datagram, size_t length, struct prefix *prefix);

// Puts prefix and checksum around a message of that length, which is in its place; returns the datagram's length.
size_t frame_seal(uint8_t datagram[FRAME_MAX], const struct prefix *prefix, size_t message_length);

#endif
