// Published vectors: FIPS 180-4's examples (NIST, Secure Hash Standard examples, SHA-256) and RFC 4231.
#include <stdio.h>
#include <string.h>

#include "sha256.h"

static int failed;

static void expect(const char *what, const uint8_t code[SHA256_BYTES], const char *published)
{
    char hex[2 * SHA256_BYTES + 1];
    for (int i = 0; i < SHA256_BYTES; i++) sprintf(hex + 2 * i, "%02x", code[i]);
    if (strncmp(hex, published, strlen(published)) == 0) return;
    fprintf(stderr, "%s: %s; published %s\n", what, hex, published);
    failed++;
}

static void hash(const char *what, const char *text, int times, const char *published)
{
    struct sha256 s;
    uint8_t code[SHA256_BYTES];
    sha256_begin(&s);
    for (int i = 0; i < times; i++) sha256_add(&s, text, strlen(text));
    sha256_end(&s, code);
    expect(what, code, published);
}

static void tag(const char *what, const char *key, size_t key_length, const char *text, size_t length,
                const char *published)
{
    struct hmac_key k;
    uint8_t code[SHA256_BYTES];
    hmac_key(&k, key, key_length);
    hmac(&k, text, length, code);
    expect(what, code, published);
}

static const char *all(char byte, size_t count)
{
    static char bytes[2][256];
    static int turn;
    turn = !turn;
    memset(bytes[turn], byte, count);
    return bytes[turn];
}

int main(void)
{
    hash("nothing", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hash("one block", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash("two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    hash("a million", "a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");

    tag("RFC 4231 1", all(0x0b, 20), 20, "Hi There", 8,
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    tag("RFC 4231 2", "Jefe", 4, "what do ya want for nothing?", 28,
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    tag("RFC 4231 3", all((char)0xaa, 20), 20, all((char)0xdd, 50), 50,
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    char counted[25];
    for (int i = 0; i < 25; i++) counted[i] = (char)(i + 1);
    tag("RFC 4231 4", counted, 25, all((char)0xcd, 50), 50,
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    tag("RFC 4231 5", all(0x0c, 20), 20, "Test With Truncation", 20, "a3b6167473100ee06e0c796c2955552b");
    tag("RFC 4231 6", all((char)0xaa, 131), 131, "Test Using Larger Than Block-Size Key - Hash Key First", 54,
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    tag("RFC 4231 7", all((char)0xaa, 131), 131,
        "This is a test using a larger than block-size key and a larger than block-size data. "
        "The key needs to be hashed before being used by the HMAC algorithm.",
        152, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    if (failed == 0) printf("sha256: as published\n");
    return failed != 0;
}
