#include "rule/edit.h"

#include <string.h>

#define LONGEST_PARAGRAPH 8192 /* bytes of one that something is put behind: each finding in it reads it */

typedef bool (*edit_make)(struct onr_editing *editing);

static const edit_make kinds[ONR_EDIT_KINDS] = {
#define KIND_ROW(name, text) [ONR_EDIT_##name] = onr_edit_##name,
    ONR_EDIT_KIND_ROWS(KIND_ROW)
#undef KIND_ROW
};

/* ---- Texts ------------------------------------------------------------------------------------- */

static const char *joined(struct onr_arena *arena, const char *const *pieces)
{
    size_t length = 0;
    for (const char *const *piece = pieces; *piece; piece++)
        length += strlen(*piece);
    char *text = onr_arena_take(arena, length + 1), *at = text;
    for (const char *const *piece = pieces; text && *piece; piece++) {
        memcpy(at, *piece, strlen(*piece));
        at += strlen(*piece);
    }
    return text ? text : "";
}

const char *onr_edit_slice(const struct onr_editing *editing, struct onr_span span)
{
    const char *bytes = editing->check->prose->text->bytes;
    char *text = onr_arena_text(editing->check->arena, bytes + span.start, onr_span_length(span));
    return text ? text : "";
}

const char *onr_edit_capital(const struct onr_editing *editing, const char *text, bool capital)
{
    char *copy = onr_arena_text(editing->check->arena, text, strlen(text));
    if (!copy)
        return "";
    if (capital && *copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    else if (!capital && *copy >= 'A' && *copy <= 'Z')
        *copy = (char)(*copy - 'A' + 'a');
    return copy;
}

void onr_edit_add(struct onr_editing *editing, struct onr_span span, const char *const *pieces)
{
    if (editing->count < ONR_EDITING_MOST)
        editing->edits[editing->count++] = (struct onr_edit){span, joined(editing->check->arena, pieces)};
}

/* ---- Places ------------------------------------------------------------------------------------ */

static struct onr_run run_of(const struct onr_prose *prose, struct onr_span span)
{
    struct onr_run run = {onr_prose_token_at(prose, span.start), 0};
    run.end = run.first;
    while (run.end < prose->tokens.count && prose->tokens.at[run.end].start < span.end)
        run.end++;
    return run;
}

struct onr_run onr_edit_words(const struct onr_editing *editing)
{
    return run_of(editing->check->prose, editing->hit->span);
}

/* The mention that the source of the hit is labelled by, or NULL. */
static const struct onr_mention *mention_of(const struct onr_editing *editing)
{
    const struct onr_check *check = editing->check;
    if (editing->hit->source == ONR_NONE)
        return NULL;
    const struct onr_source *source = &check->sources->records.at[editing->hit->source];
    for (uint32_t i = 0; i < source->attributions.count; i++) {
        const struct onr_mention *m = &check->sources->mentions[source->attributions.at[i]];
        if (m->end > m->first && check->prose->tokens.at[m->first].start == source->label.start)
            return m;
    }
    return NULL;
}

/* A run without the punctuation and the relative pronoun at its end. */
static struct onr_run without_signs(const struct onr_prose *prose, struct onr_run run)
{
    while (run.end > run.first && (prose->tokens.at[run.end - 1].kind == ONR_TOKEN_PUNCTUATION ||
                                   onr_token_in(prose, run.end - 1, ONR_LIST_RELATIVES)))
        run.end--;
    return run;
}

static struct onr_run sentence_run(const struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    uint32_t first = onr_prose_token_at(prose, editing->hit->span.start);
    if (first >= prose->tokens.count)
        return (struct onr_run){0, 0};
    const struct onr_sentence *sentence = &prose->sentences.at[prose->tokens.at[first].sentence];
    uint32_t last = sentence->first_token + sentence->token_count - 1;
    bool stopped = prose->text->bytes[prose->tokens.at[last].start] == '.';
    if (onr_check_in_body(editing->check, first) && !stopped)
        return (struct onr_run){0, 0}; /* a line that is no sentence */
    return without_signs(prose, (struct onr_run){sentence->first_token, sentence->first_token + sentence->token_count});
}

static struct onr_run paragraph_run(const struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    uint32_t first = onr_prose_token_at(prose, editing->hit->span.start);
    if (first >= prose->tokens.count || onr_span_length(onr_token_block(prose, first)->span) > LONGEST_PARAGRAPH)
        return (struct onr_run){0, 0};
    struct onr_run run =
        run_of(prose, (struct onr_span){prose->tokens.at[first].start, onr_token_block(prose, first)->span.end});
    bool ended = prose->tokens.at[run.end - 1].kind == ONR_TOKEN_PUNCTUATION ||
                 prose->tokens.at[run.end - 1].kind == ONR_TOKEN_CLOSE;
    return ended ? run : (struct onr_run){0, 0};
}

/* The head noun; "one of the sources" as a whole. */
static struct onr_run head_run(const struct onr_prose *prose, const struct onr_mention *m)
{
    if (m->head + 1 < m->end && onr_token_in(prose, m->head + 1, ONR_LIST_OF))
        return without_signs(prose, (struct onr_run){m->first, m->end});
    return (struct onr_run){m->head, m->head + 1};
}

struct onr_run onr_edit_place(const struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    bool of_mention = editing->spec->place == ONR_EDIT_AT_source || editing->spec->place == ONR_EDIT_AT_head;
    const struct onr_mention *m = of_mention ? mention_of(editing) : NULL;
    struct onr_run words = onr_edit_words(editing);
    switch (editing->spec->place) {
    case ONR_EDIT_AT_last:
        return (struct onr_run){words.end > words.first ? words.end - 1 : words.first, words.end};
    case ONR_EDIT_AT_source:
        return m ? without_signs(prose, (struct onr_run){m->first, m->end}) : (struct onr_run){0, 0};
    case ONR_EDIT_AT_head:
        return m ? head_run(prose, m) : (struct onr_run){0, 0};
    case ONR_EDIT_AT_reason:
        if (editing->hit->source == ONR_NONE ||
            !editing->check->sources->records.at[editing->hit->source].reason_span.end)
            return (struct onr_run){0, 0};
        return without_signs(prose, run_of(prose, editing->check->sources->records.at[editing->hit->source].reason_span));
    case ONR_EDIT_AT_sentence:
        return sentence_run(editing);
    case ONR_EDIT_AT_paragraph:
        return paragraph_run(editing);
    default:
        return words;
    }
}

/* ---- What stands around ------------------------------------------------------------------------ */

bool onr_edit_goes_on(const struct onr_check *check, uint32_t end)
{
    return end && end < check->prose->tokens.count &&
           check->prose->tokens.at[end].sentence == check->prose->tokens.at[end - 1].sentence;
}

char onr_edit_next_byte(const struct onr_check *check, uint32_t end)
{
    return onr_edit_goes_on(check, end) ? check->prose->text->bytes[check->prose->tokens.at[end].start] : 0;
}

bool onr_edit_may_shrink(const struct onr_check *check, uint32_t token)
{
    const struct onr_token *own = &check->prose->tokens.at[token];
    const struct onr_lexeme *lexeme = onr_pack_at(check->prose->pack, own->lexeme);
    static const enum onr_list names[] = {ONR_LIST_NATIONALITIES, ONR_LIST_INSTITUTION_NAMES, ONR_LIST_MONTHS,
                                          ONR_LIST_WEEKDAYS, ONR_LIST_MEDIA, ONR_LIST_NAMES_FEMALE,
                                          ONR_LIST_NAMES_MALE, ONR_LIST_TITLES};
    if (!(own->flags & ONR_TOKEN_STARTS_SENTENCE) || own->shape != ONR_SHAPE_CAPITALIZED || !own->lexeme)
        return false;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (onr_lexeme_in(lexeme, names[i]))
            return false;
    return true;
}

static bool token_is(const struct onr_check *check, uint32_t token, const char *word, size_t length)
{
    const struct onr_token *own = &check->prose->tokens.at[token];
    return own->end - own->start == length && strncasecmp(check->prose->text->bytes + own->start, word, length) == 0;
}

/* Whether the source of the hit is as the edit asks. */
static bool is_where(const struct onr_editing *editing)
{
    const struct onr_condition *where = &editing->spec->where;
    uint32_t source = editing->hit->source;
    if (!where->values)
        return true;
    return source != ONR_NONE &&
           where->values >> onr_attribute_value(where->attribute, &editing->check->sources->records.at[source], NULL) & 1;
}

/* "first=it|rumor" or "last=to" of the words of the finding. */
static bool is_when(const struct onr_editing *editing)
{
    const char *when = editing->spec->when;
    struct onr_run words = onr_edit_words(editing);
    if (!when)
        return true;
    if (words.first == words.end)
        return false;
    uint32_t token = *when == 'f' ? words.first : words.end - 1;
    for (const char *word = strchr(when, '='); word; word = strchr(word, '|')) {
        word++;
        if (token_is(editing->check, token, word, strcspn(word, "|")))
            return true;
    }
    return false;
}

/* ---- Making ------------------------------------------------------------------------------------ */

/* Edits may touch speech only where that is what they are for. */
static bool touches_speech(const struct onr_editing *editing)
{
    const struct onr_prose *prose = editing->check->prose;
    if (editing->spec->kind >= ONR_EDIT_move_speaker)
        return false;
    for (uint32_t i = 0; i < editing->count; i++) {
        struct onr_span span = editing->edits[i].span;
        uint32_t token = onr_prose_token_at(prose, span.start ? span.start - 1 : 0);
        for (; token < prose->tokens.count && prose->tokens.at[token].start <= span.end; token++) {
            const struct onr_token *own = &prose->tokens.at[token];
            bool at_mark = own->kind == ONR_TOKEN_OPEN ? span.end <= own->start : own->kind == ONR_TOKEN_CLOSE && span.start >= own->end;
            if (own->depth && !at_mark && own->end > span.start)
                return true;
        }
    }
    return false;
}

static const char *title_of(const struct onr_editing *editing)
{
    const char *pieces[8] = {0};
    const char *title = editing->spec->title;
    const char *written = editing->written ? editing->written : editing->edits[0].text;
    unsigned count = 0;
    for (const char *slot; count < 6 && (slot = strchr(title, '{')); count += 2) {
        char *before = onr_arena_text(editing->check->arena, title, (size_t)(slot - title));
        pieces[count] = before ? before : "";
        pieces[count + 1] = strncmp(slot, "{new}", 5) == 0 ? written : onr_edit_slice(editing, editing->edits[0].span);
        title = strchr(slot, '}') ? strchr(slot, '}') + 1 : slot + 1;
    }
    pieces[count] = title;
    return joined(editing->check->arena, pieces);
}

static void keep(const struct onr_editing *editing, struct onr_finding *finding)
{
    struct onr_edit *edits = onr_arena_take(editing->check->arena, editing->count * sizeof *edits);
    if (!edits)
        return;
    memcpy(edits, editing->edits, editing->count * sizeof *edits);
    finding->edits = edits;
    finding->edit_count = editing->count;
    finding->fix_title = title_of(editing);
    finding->fix_safe = editing->spec->safe;
}

bool onr_edits_make(const struct onr_check *check, const struct onr_hit *hit, struct onr_finding *finding)
{
    const struct onr_rule_spec *rule = onr_policy_spec(check->policy, hit->rule);
    for (unsigned i = 0; i < rule->edit_count; i++) {
        struct onr_editing editing = {.check = check, .hit = hit, .spec = &rule->edits[i]};
        if (!is_where(&editing) || !is_when(&editing) || !kinds[rule->edits[i].kind](&editing))
            continue;
        if (editing.done)
            return true;
        if (!editing.count || touches_speech(&editing))
            continue;
        keep(&editing, finding);
        return false;
    }
    return false;
}
