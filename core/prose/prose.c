#include "prose/prose.h"

#include "base/error.h"

/* Numbers the body's paragraphs, so that rules can speak of the first three. */
static bool number_paragraphs(struct onr_prose *prose, struct onr_arena *arena)
{
    uint32_t count = prose->markup->blocks.count, next = 0;
    prose->body_paragraph = onr_arena_take(arena, count * sizeof *prose->body_paragraph);
    for (uint32_t i = 0; prose->body_paragraph && i < count; i++)
        prose->body_paragraph[i] = prose->markup->blocks.at[i].block.kind == ONR_BLOCK_BODY ? next++ : ONR_NONE;
    return prose->body_paragraph;
}

int onr_prose_read(struct onr_prose *prose, struct onr_arena *arena, const struct onr_text *text,
                   const struct onr_markup *markup, const struct onr_pack *pack, struct onr_error *error)
{
    *prose = (struct onr_prose){.text = text, .markup = markup, .pack = pack};
    int code = onr_prose_parse(prose, arena, error);
    if (!code && arena->failed)
        code = onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    if (code)
        return code;
    onr_prose_tokenize(prose, arena);
    onr_prose_find_phrases(prose, arena);
    if (arena->failed || !number_paragraphs(prose, arena))
        return onr_error_set(error, ONR_ENOMEM, 0, "memory ran out");
    onr_prose_settle_quotations(prose);
    return ONR_OK;
}
