#include "sha256.h"

#include <string.h>

enum { LENGTH_BYTES = 8 };

// First 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t right(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static uint32_t big_endian(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void compress(uint32_t state[8], const uint8_t block[SHA256_BLOCK])
{
    uint32_t w[64], v[8];
    for (int t = 0; t < 16; t++) w[t] = big_endian(block + 4 * t);
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = right(w[t - 15], 7) ^ right(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = right(w[t - 2], 17) ^ right(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    memcpy(v, state, sizeof v);
    for (int t = 0; t < 64; t++) {
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t t1 = v[7] + (right(v[4], 6) ^ right(v[4], 11) ^ right(v[4], 25)) + choice + K[t] + w[t];
        uint32_t t2 = (right(v[0], 2) ^ right(v[0], 13) ^ right(v[0], 22)) + majority;
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

void sha256_begin(struct sha256 *s)
{
    // first 32 bits of the fractional parts of the square roots of the first 8 primes
    *s = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *s, const void *bytes, size_t length)
{
    const uint8_t *from = bytes;
    while (length > 0) {
        size_t at = s->length % SHA256_BLOCK;
        size_t part = length < SHA256_BLOCK - at ? length : SHA256_BLOCK - at;
        memcpy(s->block + at, from, part);
        s->length += part;
        from += part;
        length -= part;
        if (at + part == SHA256_BLOCK) compress(s->state, s->block);
    }
}

void sha256_end(struct sha256 *s, uint8_t hash[SHA256_BYTES])
{
    static const uint8_t END = 0x80, ZERO = 0;
    uint64_t bits = s->length * 8;
    uint8_t length[LENGTH_BYTES];
    for (int i = 0; i < LENGTH_BYTES; i++) length[i] = (uint8_t)(bits >> (8 * (LENGTH_BYTES - 1 - i)));
    sha256_add(s, &END, 1);
    while (s->length % SHA256_BLOCK != SHA256_BLOCK - LENGTH_BYTES) sha256_add(s, &ZERO, 1);
    sha256_add(s, length, LENGTH_BYTES);
    for (int i = 0; i < SHA256_BYTES; i++) hash[i] = (uint8_t)(s->state[i / 4] >> (8 * (3 - i % 4)));
}

static void first_block(struct sha256 *s, const uint8_t key[SHA256_BLOCK], uint8_t pad)
{
    uint8_t block[SHA256_BLOCK];
    for (int i = 0; i < SHA256_BLOCK; i++) block[i] = (uint8_t)(key[i] ^ pad);
    sha256_begin(s);
    sha256_add(s, block, SHA256_BLOCK);
}

void hmac_key(struct hmac_key *key, const void *bytes, size_t length)
{
    uint8_t block[SHA256_BLOCK] = {0};
    if (length > SHA256_BLOCK) {
        struct sha256 s;
        sha256_begin(&s);
        sha256_add(&s, bytes, length);
        sha256_end(&s, block);
    } else {
        memcpy(block, bytes, length);
    }
    first_block(&key->inner, block, 0x36);
    first_block(&key->outer, block, 0x5c);
}

void hmac(const struct hmac_key *key, const void *bytes, size_t length, uint8_t code[SHA256_BYTES])
{
    struct sha256 s = key->inner;
    sha256_add(&s, bytes, length);
    sha256_end(&s, code);
    s = key->outer;
    sha256_add(&s, code, SHA256_BYTES);
    sha256_end(&s, code);
}
