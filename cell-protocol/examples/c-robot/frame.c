#include "frame.h"

#include <string.h>

#include "tags.h"

enum { MAGIC = 0x4352, VERSION = 1, TAGGED = 0x80 };

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

// Four bits at a time: a table of 16 stays in the cache, and a datagram takes two microseconds.
static uint32_t crc32c(const uint8_t *bytes, size_t length)
{
    static const uint32_t TABLE[16] = {
        0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75};
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ TABLE[crc & 15];
        crc = crc >> 4 ^ TABLE[crc & 15];
    }
    return ~crc;
}

static uint8_t version(const struct tags *tags)
{
    return tags->keyed ? VERSION | TAGGED : VERSION;
}

static size_t trailer(const struct tags *tags, uint8_t kind)
{
    return tags->keyed ? tags_trailer(kind) : FRAME_CHECKSUM;
}

size_t frame_room(const struct tags *tags, uint8_t kind)
{
    return FRAME_MAX - FRAME_MESSAGE - trailer(tags, kind);
}

enum frame_fault frame_open(struct tags *tags, const uint8_t *datagram, size_t length, struct prefix *prefix,
                            size_t *message_length)
{
    if (length < FRAME_MESSAGE + FRAME_CHECKSUM || length > FRAME_MAX) return FRAME_BAD;
    if (get(datagram, 2) != MAGIC) return FRAME_BAD;
    prefix->kind = datagram[3];
    prefix->session = (uint32_t)get(datagram + 4, 4);
    prefix->counter = get(datagram + 8, 8);
    if ((datagram[2] | TAGGED) != (VERSION | TAGGED)) return FRAME_BAD;
    if (datagram[2] != version(tags)) return FRAME_UNVERIFIED;
    if (length < FRAME_MESSAGE + trailer(tags, prefix->kind)) return FRAME_BAD;
    size_t covered = length - trailer(tags, prefix->kind);
    *message_length = covered - FRAME_MESSAGE;
    if (tags->keyed) {
        return tags_verify(tags, datagram, length, prefix->kind, prefix->session) ? FRAME_GOOD : FRAME_UNVERIFIED;
    }
    return get(datagram + covered, FRAME_CHECKSUM) == crc32c(datagram, covered) ? FRAME_GOOD : FRAME_BAD;
}

static void put_prefix(const struct tags *tags, uint8_t *datagram, const struct prefix *prefix)
{
    put(datagram, MAGIC, 2);
    datagram[2] = version(tags);
    datagram[3] = prefix->kind;
    put(datagram + 4, prefix->session, 4);
    put(datagram + 8, prefix->counter, 8);
}

size_t frame_seal(struct tags *tags, uint8_t datagram[FRAME_MAX], const struct prefix *prefix, size_t message_length)
{
    size_t covered = FRAME_MESSAGE + message_length;
    put_prefix(tags, datagram, prefix);
    if (tags->keyed) {
        tags_write(tags, datagram, covered, prefix->kind, prefix->session);
    } else {
        put(datagram + covered, crc32c(datagram, covered), FRAME_CHECKSUM);
    }
    return covered + trailer(tags, prefix->kind);
}

size_t frame_blank(const struct tags *tags, uint8_t datagram[FRAME_MAX])
{
    size_t length = FRAME_MESSAGE + trailer(tags, KIND_REPLY);
    memset(datagram, 0, length);
    put_prefix(tags, datagram, &(struct prefix){KIND_REPLY, 0, 0});
    return length;
}
