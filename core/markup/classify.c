/*
 * The kind of each block that its markup leaves open, by its words and its place. Body text that is
 * taken for something else loses its attributions, so a block stays body wherever the look is unclear.
 */
#include "markup/markup.h"

#include <string.h>

#include "base/hash.h"

#define LONGEST_LOOK 1200   /* bytes; no block longer is anything but body */
#define LONGEST_HEADLINE 260 /* bytes */
#define MOST_HEADLINE_WORDS 30
#define MOST_BYLINE_WORDS 24
#define MOST_FURNITURE_WORDS 40
#define MOST_CREDIT_WORDS 8
#define HEAD_BLOCKS 8        /* a byline stands among the first blocks */
#define LONGEST_CAPTION 700  /* bytes, of one told by its place alone */

struct word {
    uint32_t start;  /* in the view */
    uint32_t end;    /* in the view, closing punctuation left out */
    uint32_t stop;   /* in the view, closing punctuation included */
};

#define CREDIT_TAIL 6 /* words at a block's end in which its owner must stand */

/* A block's bytes with what its words are looked up in. */
struct view {
    const struct onr_pack *pack; /* the words */
    const char *bytes;           /* length bytes, markup between ranges included */
    uint32_t length;             /* bytes */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A sign of ASCII that may stand at a word's edge: any but & and @. */
static bool is_edge(char byte)
{
    bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    return byte > ' ' && byte < 0x7F && !letter && !is_digit(byte) && byte != '&' && byte != '@';
}

/* Bytes of the white space at an offset, the no-break space included; 0 where there is none. */
static uint32_t blank_width(const struct view *view, uint32_t at)
{
    const unsigned char *byte = (const unsigned char *)view->bytes + at;
    if (*byte == ' ' || (*byte >= '\t' && *byte <= '\r'))
        return 1;
    return view->length - at >= 2 && byte[0] == 0xC2 && byte[1] == 0xA0 ? 2 : 0;
}

/* A slash parts two words, but not the parts of a date. */
static bool is_slash_between(const struct view *view, uint32_t at)
{
    return view->bytes[at] == '/' && !(at + 1 < view->length && is_digit(view->bytes[at + 1]));
}

/* The next word from *at on; false at the end. Signs that stand alone are passed over. */
static bool next_word(const struct view *view, uint32_t *at, struct word *word)
{
    uint32_t blank;
    while (*at < view->length && ((blank = blank_width(view, *at)) != 0 || is_edge(view->bytes[*at])))
        *at += blank ? blank : 1;
    if (*at >= view->length)
        return false;
    word->start = *at;
    while (*at < view->length && !blank_width(view, *at) && !is_slash_between(view, *at))
        ++*at;
    *at += *at < view->length && view->bytes[*at] == '/';
    word->stop = word->end = *at;
    while (is_edge(view->bytes[word->end - 1]))
        word->end--;
    return true;
}

/* The hash of a word as the lists have it. */
static uint64_t hash_of(const struct view *view, const struct word *word)
{
    return onr_hash_word(view->bytes + word->start, word->end - word->start);
}

static bool in_list(const struct view *view, const struct word *word, enum onr_list list)
{
    return onr_lexeme_in(onr_pack_find(view->pack, hash_of(view, word)), list);
}

static uint32_t starts(const struct view *view, enum onr_list list, bool *whole)
{
    return onr_pack_starts(view->pack, list, view->bytes, view->length, whole);
}

static uint32_t count_words(const struct view *view)
{
    uint32_t at = 0, count = 0;
    struct word word;
    while (next_word(view, &at, &word))
        count++;
    return count;
}

/* Capitals of ASCII and of Latin-1; letters of other scripts have no case that matters here. */
static bool is_capital(const struct view *view, uint32_t at)
{
    const unsigned char *byte = (const unsigned char *)view->bytes + at;
    if (*byte == 0xC3)
        return byte[1] >= 0x80 && byte[1] <= 0x9E;
    return (*byte >= 'A' && *byte <= 'Z') || *byte >= 0xC4;
}

/* Whether the block ends like a sentence, closing marks passed over. A question is no full stop. */
static bool has_full_stop(const struct view *view)
{
    uint32_t end = view->length;
    while (end) {
        const unsigned char *last = (const unsigned char *)view->bytes + end - 1;
        bool curly = end >= 3 && last[-2] == 0xE2 && last[-1] == 0x80 && (*last == 0x99 || *last == 0x9D);
        if (!curly && !strchr("\"')]*_ ", *last))
            break;
        end -= curly ? 3 : 1;
    }
    return end && strchr(".:;,", view->bytes[end - 1]);
}

/* Whether a colon or the like follows the first words, told by count. */
static bool has_colon_after(const struct view *view, uint32_t count)
{
    uint32_t at = 0;
    struct word word = {0};
    while (count-- && next_word(view, &at, &word))
        continue;
    return memchr(view->bytes + word.end, ':', word.stop - word.end) != NULL;
}

/* A label of a list with a colon. One inside quotation marks is somebody's word, unless it stands alone. */
static bool is_labelled(const struct view *view, enum onr_list list)
{
    bool whole;
    uint32_t count = starts(view, list, &whole);
    unsigned char first = (unsigned char)view->bytes[0];
    bool quoted = first == '"' || first == '\'' || first == 0xE2;
    return count && (whole || !quoted) && has_colon_after(view, count);
}

/* ---- Furniture --------------------------------------------------------------------------------- */

static bool is_furniture(const struct view *view)
{
    bool whole;
    starts(view, ONR_LIST_FURNITURE_LINES, &whole);
    if (whole)
        return true;
    if (count_words(view) > MOST_FURNITURE_WORDS)
        return false;
    if (view->length > 2 && memcmp(view->bytes, "\xC2\xA9", 2) == 0) /* the copyright sign */
        return true;
    if (starts(view, ONR_LIST_FURNITURE_STARTS, &whole))
        return true;
    return is_labelled(view, ONR_LIST_FURNITURE_LABELS);
}

/* ---- Timestamps -------------------------------------------------------------------------------- */

enum time_part { TIME_NOTHING, TIME_WORD, TIME_NUMBER, TIME_PLACE };

/* A number with signs of a date or an hour in it says when by itself: 2019-05-23T02:02, 3:15pm. */
static enum time_part number_part(const struct view *view, const struct word *word)
{
    uint32_t letters = 0, signs = 0;
    for (uint32_t at = word->start; at < word->end; at++) {
        char byte = view->bytes[at];
        if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
            letters++;
        else if (byte == ':' || byte == '-' || byte == '/')
            signs++;
        else if (!is_digit(byte) && byte != '.' && byte != '+')
            return TIME_NOTHING;
    }
    if (letters > 3)
        return TIME_NOTHING;
    bool hour = letters == 2 && (view->bytes[word->end - 1] | 0x20) == 'm';
    return signs || hour ? TIME_PLACE : TIME_NUMBER;
}

static enum time_part time_part(const struct view *view, const struct word *word)
{
    if (is_digit(view->bytes[word->start]))
        return number_part(view, word);
    if (in_list(view, word, ONR_LIST_MONTHS) || in_list(view, word, ONR_LIST_CLOCK_WORDS))
        return TIME_PLACE;
    if (in_list(view, word, ONR_LIST_WEEKDAYS) || in_list(view, word, ONR_LIST_TIMESTAMP_WORDS))
        return TIME_WORD;
    unsigned char first = (unsigned char)view->bytes[word->start];
    bool sign = (first == 0xE2 || first == 0xC2) && word->end - word->start <= 3; /* a dash, a dot */
    return sign ? TIME_WORD : TIME_NOTHING;
}

/* All words belong to a timestamp, with a number and a month or an hour among them. */
static bool is_timestamp(const struct view *view)
{
    uint32_t at = 0, words = 0, places = 0, numbers = 0;
    struct word word;
    while (next_word(view, &at, &word) && words++ < 16) {
        enum time_part part = time_part(view, &word);
        if (part == TIME_NOTHING)
            return false;
        places += part == TIME_PLACE;
        numbers += is_digit(view->bytes[word.start]);
    }
    return words <= 16 && places && numbers;
}

/* ---- Bylines ----------------------------------------------------------------------------------- */

/* Counts of the words of a line that looks like names and places, as bylines do. */
struct names {
    uint32_t words;     /* all */
    uint32_t capitals;  /* that begin in upper case */
    uint32_t numbers;   /* that begin with a digit */
    uint32_t joiners;   /* small words */
    bool parted;        /* a comma, a slash, a bar or a joiner parts two of them */
    bool address;       /* an @ in one of them */
    bool only;          /* and nothing else */
};

static bool parts_names(const struct view *view, const struct word *word)
{
    uint32_t length = word->stop - word->end;
    const char *tail = view->bytes + word->end;
    return memchr(tail, ',', length) || memchr(tail, '/', length) || memchr(tail, '|', length);
}

static struct names look_for_names(const struct view *view, uint32_t skip)
{
    struct names names = {.only = true};
    uint32_t at = 0;
    struct word word;
    for (uint32_t i = 0; next_word(view, &at, &word); i++) {
        if (i < skip)
            continue;
        names.words++;
        bool joiner = in_list(view, &word, ONR_LIST_BYLINE_JOINERS);
        if (memchr(view->bytes + word.start, '@', word.end - word.start))
            names.address = true;
        else if (is_capital(view, word.start))
            names.capitals++;
        else if (is_digit(view->bytes[word.start]))
            names.numbers++;
        else if (joiner)
            names.joiners++;
        else
            names.only = false;
        names.parted |= (joiner && names.words > 1) || (parts_names(view, &word) && at < view->length);
    }
    return names;
}

/* "By Jane Roe and John Doe in London": a start of bylines, then names; "By Tuesday …" is none. */
static bool is_signed(const struct view *view)
{
    bool whole;
    uint32_t skip = starts(view, ONR_LIST_BYLINE_STARTS, &whole);
    if (!skip || count_words(view) > MOST_BYLINE_WORDS)
        return false;
    if (whole)
        return skip > 1;
    uint32_t at = 0;
    struct word word;
    for (uint32_t i = 0; i <= skip; i++)
        next_word(view, &at, &word);
    struct names names = look_for_names(view, skip);
    return names.only && names.capitals && is_capital(view, word.start) && time_part(view, &word) == TIME_NOTHING;
}

/* "(Reporting by …; Editing by …)": how agencies sign at the end. */
static bool is_sign_off(const struct view *view)
{
    bool whole;
    return starts(view, ONR_LIST_BYLINE_STARTS, &whole) > 1 && is_signed(view);
}

/* "Jane Roe, Northwire", "Bloomberg/ Washington": names parted by something, and no sentence. */
static bool is_names_and_place(const struct view *view)
{
    if (has_full_stop(view) || !is_capital(view, 0))
        return false;
    struct names names = look_for_names(view, 0);
    return names.only && names.parted && !names.numbers && names.capitals >= 2 && names.words <= 8;
}

/* The line under a byline: an outlet, a post, an address. */
static bool is_under_byline(const struct view *view)
{
    struct names names = look_for_names(view, 0);
    return names.address ? names.words <= 4
                         : !has_full_stop(view) && names.only && names.capitals && names.words <= 5 && !names.numbers;
}

/* ---- Captions ---------------------------------------------------------------------------------- */

/* "… on Tuesday. Picture: Tideline Images": a label with a colon, then few words, all names. */
static bool ends_in_labelled_credit(const struct view *view)
{
    uint32_t at = 0, after = 0;
    bool labelled = false, named = true;
    struct word word;
    if (!memchr(view->bytes, ':', view->length))
        return false;
    while (next_word(view, &at, &word)) {
        if (in_list(view, &word, ONR_LIST_CAPTION_LABELS) &&
            memchr(view->bytes + word.end, ':', word.stop - word.end) && is_capital(view, word.start)) {
            labelled = named = true;
            after = 0;
        } else if (labelled) {
            after++;
            named &= is_capital(view, word.start) || in_list(view, &word, ONR_LIST_BYLINE_JOINERS);
        }
    }
    return labelled && named && after && after <= MOST_CREDIT_WORDS;
}

/* Whether what stands right before a word sets it off: a bracket, a slash, a bar, the end of a sentence. */
static bool is_set_off(const struct view *view, uint32_t at)
{
    while (at && view->bytes[at - 1] == ' ')
        at--;
    return !at || strchr("/([|.", view->bytes[at - 1]);
}

/* Words of the owner that ends with a word: two, one, or none. */
static uint32_t credit_words(const struct view *view, const struct word *before, const struct word *word)
{
    if (before->end) {
        uint64_t pair = onr_hash_join(hash_of(view, before), hash_of(view, word));
        if (onr_lexeme_in(onr_pack_find(view->pack, pair), ONR_LIST_CAPTION_CREDITS))
            return 2;
    }
    return in_list(view, word, ONR_LIST_CAPTION_CREDITS);
}

/* Whether any of the last words is an owner's: most blocks need no closer look. */
static bool tail_names_owner(const struct view *view)
{
    uint32_t at = view->length, blanks = 0;
    while (at && (blanks += view->bytes[at - 1] == ' ') <= CREDIT_TAIL)
        at--;
    struct word word, before = {0};
    for (; next_word(view, &at, &word); before = word)
        if (credit_words(view, &before, &word))
            return true;
    return false;
}

/*
 * "… (AP Photo/Jane Roe)", "Jane Roe/Getty Images", "Jane Roe via Getty Images": the owner, one word of a list
 * or two, near the end. In a sentence ("he told AFP") nothing sets it off.
 */
static bool ends_in_owner(const struct view *view)
{
    uint32_t at = 0, after = 0, words = 0;
    bool found = false, names = true, tail = true;
    struct word word, before = {0};
    if (!tail_names_owner(view))
        return false;
    for (; next_word(view, &at, &word); before = word, words++) {
        uint32_t credit = credit_words(view, &before, &word);
        bool name = is_capital(view, word.start) || in_list(view, &word, ONR_LIST_BYLINE_JOINERS);
        names &= name;
        after++;
        tail &= name;
        if (credit && (names || is_set_off(view, credit == 2 ? before.start : word.start))) {
            found = tail = true;
            after = 0;
        }
    }
    return found && tail && after <= 4 && (!names || words <= MOST_CREDIT_WORDS);
}

static bool is_caption(const struct view *view)
{
    bool whole;
    if (view->length > LONGEST_CAPTION)
        return false;
    if (starts(view, ONR_LIST_CAPTION_STARTS, &whole))
        return true;
    return is_labelled(view, ONR_LIST_CAPTION_LABELS) || ends_in_labelled_credit(view) || ends_in_owner(view);
}

/* ---- Place ------------------------------------------------------------------------------------- */

struct classifier {
    struct onr_markup *markup;   /* its blocks get kinds */
    const struct onr_pack *pack; /* the words */
    const struct onr_text *text; /* the document */
};

static struct view view_of(const struct classifier *classifier, uint32_t block)
{
    struct onr_span span = classifier->markup->blocks.at[block].block.span;
    return (struct view){classifier->pack, classifier->text->bytes + span.start, span.end - span.start};
}

static enum onr_block_kind kind_of(const struct classifier *classifier, uint32_t block)
{
    return classifier->markup->blocks.at[block].block.kind;
}

static void set_kind(const struct classifier *classifier, uint32_t block, enum onr_block_kind kind)
{
    classifier->markup->blocks.at[block].block.kind = kind;
}

static bool is_open(const struct classifier *classifier, uint32_t block)
{
    const struct onr_markup_block *record = &classifier->markup->blocks.at[block];
    return !record->settled && record->block.kind == ONR_BLOCK_BODY && !record->block.quote_depth &&
           onr_span_length(record->block.span) <= LONGEST_LOOK;
}

/* Whether an open block may be part of the head: no item of a list, no cell of a table. */
static bool is_open_line(const struct classifier *classifier, uint32_t block)
{
    return is_open(classifier, block) && !classifier->markup->blocks.at[block].item;
}

/* What the words tell, wherever the block stands. */
static void classify_by_words(const struct classifier *classifier, uint32_t block)
{
    struct view view = view_of(classifier, block);
    if (is_furniture(&view))
        set_kind(classifier, block, ONR_BLOCK_FURNITURE);
    else if (is_timestamp(&view))
        set_kind(classifier, block, ONR_BLOCK_TIMESTAMP);
    else if (is_sign_off(&view) || (block < HEAD_BLOCKS && is_signed(&view)))
        set_kind(classifier, block, ONR_BLOCK_BYLINE);
    else if (is_caption(&view))
        set_kind(classifier, block, ONR_BLOCK_CAPTION);
}

static uint32_t first_of_kind(const struct classifier *classifier, uint32_t from, uint32_t to,
                              enum onr_block_kind kind)
{
    for (uint32_t i = from; i < to; i++)
        if (kind_of(classifier, i) == kind)
            return i;
    return ONR_NONE;
}

static bool looks_like_headline(const struct classifier *classifier, uint32_t block)
{
    struct view view = view_of(classifier, block);
    return is_open_line(classifier, block) && view.length <= LONGEST_HEADLINE && !has_full_stop(&view) &&
           count_words(&view) <= MOST_HEADLINE_WORDS && block + 1 < classifier->markup->blocks.count;
}

/* The headline: what the markup names, else the first block that is not page matter, if it looks it. */
static uint32_t find_headline(const struct classifier *classifier)
{
    uint32_t count = classifier->markup->blocks.count;
    uint32_t named = first_of_kind(classifier, 0, count, ONR_BLOCK_HEADLINE);
    if (named != ONR_NONE)
        return named;
    for (uint32_t i = 0; i < count && i < HEAD_BLOCKS; i++) {
        if (kind_of(classifier, i) == ONR_BLOCK_BODY) {
            if (!looks_like_headline(classifier, i))
                return ONR_NONE;
            set_kind(classifier, i, ONR_BLOCK_HEADLINE);
            return i;
        }
    }
    return ONR_NONE;
}

/*
 * The byline under a headline. One that begins like a byline has been found already; one that is told
 * by its names alone has to stand right under the headline, with one paragraph between them at most.
 */
static uint32_t find_byline(const struct classifier *classifier, uint32_t headline)
{
    uint32_t count = classifier->markup->blocks.count, end = headline + HEAD_BLOCKS;
    uint32_t paragraphs = 0;
    for (uint32_t i = headline + 1; i < count && i < end; i++) {
        if (kind_of(classifier, i) == ONR_BLOCK_BYLINE)
            return i;
        if (kind_of(classifier, i) != ONR_BLOCK_BODY)
            continue;
        struct view view = view_of(classifier, i);
        if (paragraphs <= 1 && i + 1 < count && is_open_line(classifier, i) && is_names_and_place(&view)) {
            set_kind(classifier, i, ONR_BLOCK_BYLINE);
            return i;
        }
        if (++paragraphs > 3 || view.length > LONGEST_CAPTION)
            break;
    }
    return ONR_NONE;
}

/* A sentence between headline and byline belongs to a picture; a line without a stop may be a deck. */
static void classify_head(const struct classifier *classifier, uint32_t headline, uint32_t byline)
{
    for (uint32_t i = headline + 1; i < byline; i++) {
        struct view view = view_of(classifier, i);
        if (is_open(classifier, i) && view.length <= LONGEST_CAPTION && has_full_stop(&view))
            set_kind(classifier, i, ONR_BLOCK_CAPTION);
    }
    for (uint32_t i = byline + 1; i + 1 < classifier->markup->blocks.count && i <= byline + 2; i++) {
        struct view view = view_of(classifier, i);
        if (kind_of(classifier, i) == ONR_BLOCK_TIMESTAMP)
            continue;
        if (!is_open_line(classifier, i) || !is_under_byline(&view))
            break;
        set_kind(classifier, i, ONR_BLOCK_BYLINE);
    }
}

void onr_markup_classify(struct onr_markup *markup, const struct onr_pack *pack, const struct onr_text *text)
{
    struct classifier classifier = {markup, pack, text};
    for (uint32_t i = 0; i < markup->blocks.count; i++)
        if (is_open(&classifier, i))
            classify_by_words(&classifier, i);
    uint32_t headline = find_headline(&classifier);
    if (headline == ONR_NONE)
        return;
    uint32_t byline = find_byline(&classifier, headline);
    if (byline != ONR_NONE)
        classify_head(&classifier, headline, byline);
}
