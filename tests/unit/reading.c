#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

void reading_open(struct reading *r, const char *text, const char *format)
{
    const struct onr_pack *pack = onr_pack_english();
    struct onr_error error = {0};
    memset(r, 0, sizeof *r);
    onr_arena_init(&r->arena);
    assert_int_equal(onr_text_init(&r->text, text, strlen(text), &error), ONR_OK);
    assert_int_equal(onr_markup_read(&r->markup, &r->arena, &r->text, onr_format_find(format), pack, &error), ONR_OK);
    assert_int_equal(onr_prose_read(&r->prose, &r->arena, &r->text, &r->markup, pack, &error), ONR_OK);
}

void reading_close(struct reading *r)
{
    onr_arena_finish(&r->arena);
}

const char *reading_slice(struct reading *r, uint32_t start, uint32_t end)
{
    return onr_arena_text(&r->arena, r->text.bytes + start, end - start);
}

const char *reading_tokens(struct reading *r)
{
    size_t room = (size_t)r->text.length * 2 + 2, length = 0;
    char *all = onr_arena_take(&r->arena, room);
    for (uint32_t i = 0; i < r->prose.tokens.count; i++) {
        const struct onr_token *token = &r->prose.tokens.at[i];
        size_t own = token->end - token->start;
        if (i)
            all[length++] = '|';
        memcpy(all + length, r->text.bytes + token->start, own);
        length += own;
    }
    return all;
}
