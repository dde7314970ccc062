#include "base/hash.h"

uint64_t onr_hash_word(const char *bytes, size_t length)
{
    uint64_t hash = ONR_HASH_START;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 'A' && byte <= 'Z') {
            byte |= 0x20;
        } else if (byte == 0xE2 && i + 2 < length && (unsigned char)bytes[i + 1] == 0x80 &&
                   ((unsigned char)bytes[i + 2] | 1) == 0x99) { /* U+2018, U+2019 */
            byte = '\'';
            i += 2;
        }
        hash = onr_hash_byte(hash, byte);
    }
    return hash;
}
