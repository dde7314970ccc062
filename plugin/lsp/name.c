#include "lsp/name.h"

#include <string.h>

#include "lsp/word.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static uint32_t length_of(const struct onr_name *name, uint32_t i)
{
    return name->words[i].end - name->words[i].start;
}

void onr_name_split(struct onr_name *name, const char *text)
{
    *name = (struct onr_name){.bytes = text};
    for (uint32_t at = 0; text[at];) {
        uint32_t start = at;
        while (text[at] && !is_blank(text[at]))
            at++;
        if (at > start && name->count == ONR_NAME_WORDS) {
            name->count = 0;
            return;
        }
        if (at > start)
            name->words[name->count++] = (struct onr_span){start, at};
        at += text[at] != '\0';
    }
}

static bool has_capital(const struct onr_draft *draft, struct onr_span word)
{
    unsigned char first = word.start < word.end ? (unsigned char)draft->bytes[word.start] : 'a';
    return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

uint32_t onr_name_around(struct onr_name *name, const struct onr_draft *draft, struct onr_span word)
{
    const uint32_t most_before = ONR_NAME_WORDS / 2;
    struct onr_span before[ONR_NAME_WORDS / 2], next = word;
    uint32_t count = 0;
    while (count < most_before && next.start > 1 && is_blank(draft->bytes[next.start - 1])) {
        next = onr_word_at(draft, next.start - 1);
        if (!has_capital(draft, next))
            break;
        before[count++] = next;
    }
    *name = (struct onr_name){.bytes = draft->bytes};
    for (uint32_t i = count; i > 0; i--)
        name->words[name->count++] = before[i - 1];
    name->words[name->count++] = next = word;
    while (name->count < ONR_NAME_WORDS && next.end + 1 < draft->length && is_blank(draft->bytes[next.end])) {
        next = onr_word_at(draft, next.end + 1);
        if (!has_capital(draft, next))
            break;
        name->words[name->count++] = next;
    }
    return count;
}

bool onr_name_same(const struct onr_name *a, uint32_t i, const struct onr_name *b, uint32_t j)
{
    uint32_t length = length_of(a, i);
    return length == length_of(b, j) && memcmp(a->bytes + a->words[i].start, b->bytes + b->words[j].start, length) == 0;
}

uint32_t onr_name_over(const struct onr_name *old, uint32_t index, const struct onr_name *new_)
{
    uint32_t best = ONR_NONE, most = 0;
    if (new_->count < 2)
        return ONR_NONE;
    for (uint32_t first = 0; first + new_->count <= old->count && first <= index; first++) {
        uint32_t shared = 0;
        bool crossed = false; /* the new name has the word elsewhere: it is to stand beside what is there */
        for (uint32_t j = 0; j < new_->count; j++) {
            shared += onr_name_same(old, first + j, new_, j);
            crossed |= first + j != index && onr_name_same(old, index, new_, j);
        }
        if (index >= first + new_->count || crossed || !shared || shared < most)
            continue;
        best = first;
        most = shared;
    }
    return best;
}

/* Where the first `count` words of a new name begin, if they stand before a byte; else the byte. */
static uint32_t words_before(const struct onr_draft *draft, uint32_t at, const struct onr_name *new_, uint32_t count)
{
    uint32_t start = at;
    for (uint32_t j = count; j > 0; j--) {
        uint32_t length = length_of(new_, j - 1);
        if (start < length + 1 || !is_blank(draft->bytes[start - 1]))
            return at;
        start -= length + 1;
        if (memcmp(draft->bytes + start, new_->bytes + new_->words[j - 1].start, length) != 0)
            return at;
    }
    return onr_word_ends(draft->bytes, start) ? at : start;
}

/* Where the last `count` words of a new name end, if they stand behind a byte; else the byte. */
static uint32_t words_behind(const struct onr_draft *draft, uint32_t at, const struct onr_name *new_, uint32_t count)
{
    uint32_t end = at;
    for (uint32_t j = new_->count - count; j < new_->count; j++) {
        uint32_t length = length_of(new_, j);
        if (draft->length - end < length + 1 || !is_blank(draft->bytes[end]) ||
            memcmp(draft->bytes + end + 1, new_->bytes + new_->words[j].start, length) != 0)
            return at;
        end += length + 1;
    }
    return onr_word_begins(draft->bytes, draft->length, end) ? at : end;
}

struct onr_span onr_name_widen(const struct onr_draft *draft, struct onr_span span, const struct onr_name *new_)
{
    struct onr_span wide = span;
    uint32_t used = 0;
    for (uint32_t count = new_->count ? new_->count - 1 : 0; count && wide.end == span.end; count--) {
        wide.end = words_behind(draft, span.end, new_, count);
        used = wide.end != span.end ? count : 0;
    }
    for (uint32_t count = new_->count ? new_->count - 1 - used : 0; count && wide.start == span.start; count--)
        wide.start = words_before(draft, span.start, new_, count);
    return wide;
}
