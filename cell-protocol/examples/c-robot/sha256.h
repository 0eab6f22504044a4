// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104), of nothing but libc.
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_BLOCK = 64 };

struct sha256 {
    uint32_t state[8];
    uint64_t length; // bytes so far
    uint8_t block[SHA256_BLOCK];
};

void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *bytes, size_t length);
void sha256_end(struct sha256 *s, uint8_t hash[SHA256_BYTES]);

// A key, with its first block of either hash done once and for all.
struct hmac_key {
    struct sha256 inner, outer;
};

void hmac_key(struct hmac_key *key, const void *bytes, size_t length);
void hmac(const struct hmac_key *key, const void *bytes, size_t length, uint8_t code[SHA256_BYTES]);

#endif
