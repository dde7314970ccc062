/* The reader of rule files, at build time and at run time (README.md tells the format). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "rule/rule.h"

struct reader {
    struct onr_rule_spec *spec; /* filled */
    struct onr_arena *arena;    /* holds its texts */
    onr_find_list find_list;    /* resolves list names */
    void *context;              /* of find_list */
    struct onr_error *error;    /* filled once */
    bool own;                   /* a newsroom's: it takes no points, and says how severe it is */
    bool kind_told;             /* the file has a kind */
    bool severity_told;         /* the file has a severity */
    unsigned line;              /* of the key being read */
};

#define FAIL(reader, ...) onr_error_set((reader)->error, ONR_EFORMAT, (reader)->line, __VA_ARGS__)
#define LONGEST_ID 40 /* bytes of the id of a newsroom's own rule */

typedef const char *(*name_of)(unsigned context, unsigned index);

/* Fails with what is wrong of a word, and the names that would be right. */
static int fail_naming(struct reader *r, const char *word, const char *what, name_of name, unsigned context)
{
    char names[320] = "";
    for (unsigned i = 0; name(context, i); i++) {
        if (strlen(names) + strlen(name(context, i)) + 3 > sizeof names)
            break;
        strcat(names, i ? ", " : "");
        strcat(names, name(context, i));
    }
    return FAIL(r, "“%.40s” %s; there are: %s", word, what, names);
}

static const char *attribute_name(unsigned context, unsigned index)
{
    (void)context;
    return onr_attribute_name(index);
}

/* The next word of *rest, cut at a space; NULL at the end. */
static char *next_word(char **rest)
{
    while (**rest == ' ')
        ++*rest;
    if (!**rest)
        return NULL;
    char *word = *rest;
    while (**rest && **rest != ' ')
        ++*rest;
    if (**rest)
        *(*rest)++ = 0;
    return word;
}

static int find_attribute(struct reader *r, const char *name, uint8_t *attribute)
{
    for (unsigned i = 0; onr_attribute_name(i); i++)
        if (strcmp(onr_attribute_name(i), name) == 0) {
            *attribute = (uint8_t)i;
            return 0;
        }
    return fail_naming(r, name, "is no attribute", attribute_name, 0);
}

static int fail_value(struct reader *r, unsigned attribute, const char *value)
{
    char what[60] = "is no value of ";
    strncat(what, onr_attribute_name(attribute), 40);
    return fail_naming(r, value, what, onr_attribute_value_name, attribute);
}

/* Values parted by "|" as bits. */
static int read_values(struct reader *r, unsigned attribute, char *text, uint32_t *values)
{
    char *rest = text;
    for (char *value; (value = strsep(&rest, "|"));) {
        unsigned i = 0;
        while (onr_attribute_value_name(attribute, i) && strcmp(onr_attribute_value_name(attribute, i), value) != 0)
            i++;
        if (!onr_attribute_value_name(attribute, i))
            return fail_value(r, attribute, value);
        *values |= UINT32_C(1) << i;
    }
    return *values ? 0 : FAIL(r, "a condition needs a value behind its “=”");
}

static int read_condition(struct reader *r, char *text, struct onr_condition *condition)
{
    char *equals = strchr(text, '=');
    if (!equals)
        return FAIL(r, "“%s” is no condition; write attribute=value", text);
    *equals = 0;
    condition->values = 0;
    return find_attribute(r, text, &condition->attribute) ||
           read_values(r, condition->attribute, equals + 1, &condition->values);
}

static int read_conditions(struct reader *r, char *text, struct onr_condition *conditions, uint8_t *count, unsigned most)
{
    for (char *word; (word = next_word(&text));) {
        if (*count == most)
            return FAIL(r, "more than %u conditions", most);
        if (read_condition(r, word, &conditions[(*count)++]))
            return -1;
    }
    return 0;
}

static int read_where(struct reader *r, char *text)
{
    return read_conditions(r, text, r->spec->where, &r->spec->where_count, ONR_RULE_WHERE);
}

static int read_doubt(struct reader *r, char *text)
{
    return read_conditions(r, text, r->spec->doubt, &r->spec->doubt_count, ONR_RULE_DOUBT);
}

static int read_number(struct reader *r, const char *text, float *number)
{
    char *end;
    *number = strtof(text, &end);
    return end == text || *end || *number < 0 ? FAIL(r, "“%s” is no number", text) : 0;
}

/* "30", or "level D1=20 D2=14": each row holds for the values before its number. */
static int read_points(struct reader *r, char *text)
{
    uint8_t attribute = ONR_ATTRIBUTES;
    for (char *word; (word = next_word(&text));) {
        char *equals = strchr(word, '=');
        if (!equals && (*word < '0' || *word > '9')) {
            if (find_attribute(r, word, &attribute))
                return -1;
            continue;
        }
        if (r->spec->points_count == ONR_RULE_POINTS)
            return FAIL(r, "more than %d rows of points", ONR_RULE_POINTS);
        struct onr_points *row = &r->spec->points[r->spec->points_count++];
        row->attribute = equals ? attribute : ONR_ATTRIBUTES;
        if (equals && attribute == ONR_ATTRIBUTES)
            return FAIL(r, "points by value need an attribute before them");
        if (equals)
            *equals = 0;
        if ((equals && read_values(r, attribute, word, &row->values)) ||
            read_number(r, equals ? equals + 1 : word, &row->points))
            return -1;
    }
    return 0;
}

static int read_severity(struct reader *r, const char *text)
{
    static const char letters[] = "-HIWE";
    bool one = text[0] && !text[1]; /* the same in every profile */
    if (!one && strlen(text) != ONR_PROFILES)
        return FAIL(r, "severity takes one letter, or %d, one a profile: E error, W warning, I info, H hint, - off",
                    ONR_PROFILES);
    for (unsigned i = 0; i < ONR_PROFILES; i++) {
        const char *letter = strchr(letters, text[one ? 0 : i]);
        if (!letter)
            return FAIL(r, "“%s” holds what is no severity; use E, W, I, H or -", text);
        r->spec->rule.severity[i] = (uint8_t)(letter - letters);
    }
    return 0;
}

static int read_threshold(struct reader *r, char *text)
{
    unsigned count = 0;
    for (char *word; (word = next_word(&text)); count++) {
        if (count == ONR_PROFILES)
            return FAIL(r, "more than %d thresholds", ONR_PROFILES);
        if (read_number(r, word, &r->spec->threshold[count]))
            return -1;
    }
    for (unsigned i = 1; count == 1 && i < ONR_PROFILES; i++)
        r->spec->threshold[i] = r->spec->threshold[0];
    return count == 1 || count == ONR_PROFILES ? 0 : FAIL(r, "threshold takes one number or %d", ONR_PROFILES);
}

static const char *const kind_names[] = {
#define KIND_NAME(name, text) text,
    ONR_RULE_KIND_ROWS(KIND_NAME)
#undef KIND_NAME
    NULL,
};
static const char *const subjects[] = {"source", "attribution", "article", NULL};
static const char *const places[] = {"source", "basis", "reason", "cue", "content", "words", NULL};
static const char *const edit_kinds[] = {
#define EDIT_NAME(name, text) text,
    ONR_EDIT_KIND_ROWS(EDIT_NAME)
    NULL,
};
static const char *const edit_places[] = {
    ONR_EDIT_PLACE_ROWS(EDIT_NAME)
#undef EDIT_NAME
    NULL,
};
static const char *const *const choices[] = {kind_names, subjects, places, edit_kinds, edit_places};
enum choice { KIND, SUBJECT, PLACE, EDIT_KIND, EDIT_PLACE };

static const char *choice_name(unsigned choice, unsigned index)
{
    return choices[choice][index];
}

static int read_choice(struct reader *r, const char *text, enum choice choice, uint8_t *index)
{
    for (unsigned i = 0; choices[choice][i]; i++)
        if (strcmp(choices[choice][i], text) == 0) {
            *index = (uint8_t)i;
            return 0;
        }
    return fail_naming(r, text, "is none of the values this key takes", choice_name, choice);
}

/* The list of a name, or -1 with what to do. */
static int list_of(struct reader *r, const char *name)
{
    int list = r->find_list(r->context, name);
    if (list < 0 && r->own)
        FAIL(r, "no list of words is called “%s”; write %s.txt into the folder of your words, or name one of onrecord's",
             name, name);
    else if (list < 0)
        FAIL(r, "no word list is called “%s”; it is the name of a file of lists, without .txt", name);
    return list;
}

static int read_list(struct reader *r, const char *text)
{
    char except[128];
    int list = list_of(r, text);
    if (list < 0)
        return -1;
    r->spec->list = (int16_t)list;
    if (strlen(text) + 8 > sizeof except)
        return FAIL(r, "the list's name is too long");
    strcpy(except, text);
    strcat(except, "-except");
    if (r->spec->except < 0)
        r->spec->except = (int16_t)r->find_list(r->context, except);
    return 0;
}

static int read_except(struct reader *r, const char *text)
{
    r->spec->except = (int16_t)list_of(r, text);
    return r->spec->except < 0 ? -1 : 0;
}

/* "speculation 4": words of that list take so many points. */
static int read_milder(struct reader *r, char *text)
{
    char *list = next_word(&text), *points = next_word(&text);
    if (!list || !points)
        return FAIL(r, "milder takes a word list and points");
    r->spec->milder = (int16_t)list_of(r, list);
    if (r->spec->milder < 0)
        return -1;
    return read_number(r, points, &r->spec->milder_points);
}

/* Adds a line, behind a mark that may be empty, to a text. */
static int add_line(struct reader *r, const char **lines, const char *mark, const char *text)
{
    const char *before = *lines ? *lines : "";
    char *joined = onr_arena_take(r->arena, strlen(before) + strlen(mark) + strlen(text) + 2);
    if (!joined)
        return onr_error_set(r->error, ONR_ENOMEM, r->line, "memory ran out");
    strcpy(joined, before);
    if (*before)
        strcat(joined, "\n");
    strcat(joined, mark);
    *lines = strcat(joined, text);
    return 0;
}

/* The keys, those of points last: a newsroom's own rule takes none. */
static const char *key_name(unsigned own, unsigned index)
{
    static const char *const keys[] = {"id", "title", "kind", "where", "list", "except", "span", "severity", "threshold",
                                       "message", "why", "fix", "trap", "flag", "pass", "edit", "offer", "before",
                                       "after", "points", "of", "milder",
                                       "silent", "doubt", "share", "rate", "cap"};
    return index < (own ? 19 : sizeof keys / sizeof *keys) ? keys[index] : NULL;
}

static bool is_of_points(const char *key)
{
    for (unsigned i = 19; key_name(false, i); i++)
        if (strcmp(key_name(false, i), key) == 0)
            return true;
    return false;
}

/* Examples of built-in rules are read by the tests. */
static int add_example(struct reader *r, const char *mark, const char *text)
{
    const char *open = strstr(text, "[["), *close = strstr(text, "]]");
    bool once = open && close > open && !strstr(open + 2, "[[") && !strstr(close + 2, "]]");
    if (r->own && (open || close) && !once)
        return FAIL(r, "the words that must be flagged stand between one [[ and one ]]");
    return r->own ? add_line(r, &r->spec->examples, mark, text) : 0;
}

/* What stands between two straight quotation marks at *rest; NULL where nothing does. */
static char *next_quoted(char **rest)
{
    while (**rest == ' ')
        ++*rest;
    char *close = **rest == '"' ? strchr(*rest + 1, '"') : NULL;
    if (!close)
        return NULL;
    char *text = *rest + 1;
    *close = 0;
    *rest = close + 1;
    return text;
}

static int keep_text(struct reader *r, const char **field, const char *text)
{
    *field = onr_arena_text(r->arena, text, strlen(text));
    return *field ? 0 : onr_error_set(r->error, ONR_ENOMEM, r->line, "memory ran out");
}

/* The place and the condition of an edit: words before the text in quotation marks. */
static int read_edit_place(struct reader *r, struct onr_edit_spec *edit, char **text)
{
    char *word = next_word(text);
    if (!word || read_choice(r, word, EDIT_PLACE, &edit->place))
        return word ? -1 : FAIL(r, "this edit needs a place");
    while (**text == ' ')
        ++*text;
    if (strncmp(*text, "when ", 5) != 0)
        return 0;
    next_word(text);
    word = next_word(text);
    if (!word)
        return FAIL(r, "behind “when” stands first=word, last=word or attribute=value");
    if (strncmp(word, "first=", 6) != 0 && strncmp(word, "last=", 5) != 0)
        return read_condition(r, word, &edit->where);
    return keep_text(r, &edit->when, word);
}

/* KIND [PLACE [when CONDITION] "TEXT"] TITLE */
static int read_edit(struct reader *r, char *text, bool safe)
{
    if (r->spec->edit_count == ONR_RULE_EDITS)
        return FAIL(r, "more than %d edits", ONR_RULE_EDITS);
    struct onr_edit_spec *edit = &r->spec->edits[r->spec->edit_count];
    char *kind = next_word(&text), *written = NULL;
    if (!kind || read_choice(r, kind, EDIT_KIND, &edit->kind))
        return kind ? -1 : FAIL(r, "an edit needs a kind");
    if (edit->kind < ONR_EDIT_move_speaker && read_edit_place(r, edit, &text))
        return -1;
    if (edit->kind < ONR_EDIT_drop_marks && edit->kind != ONR_EDIT_move_speaker && !(written = next_quoted(&text)))
        return FAIL(r, "this edit needs what it writes, in straight quotation marks");
    while (*text == ' ')
        text++;
    if (!*text)
        return FAIL(r, "an edit needs a title behind it");
    edit->safe = safe;
    r->spec->edit_count++;
    return keep_text(r, &edit->text, written ? written : "") || keep_text(r, &edit->title, text) ? -1 : 0;
}

static int read_text_key(struct reader *r, const char *key, const char *value)
{
    struct onr_rule *rule = &r->spec->rule;
    const char **field = strcmp(key, "id") == 0        ? &rule->id
                         : strcmp(key, "title") == 0   ? &rule->title
                         : strcmp(key, "message") == 0 ? &rule->message
                         : strcmp(key, "why") == 0     ? &rule->why
                         : strcmp(key, "fix") == 0     ? &rule->fix
                                                       : NULL;
    if (!field)
        return fail_naming(r, key, "is no key", key_name, r->own);
    if (*field)
        return FAIL(r, "“%s” is given twice", key);
    *field = onr_arena_text(r->arena, value, strlen(value));
    return *field ? 0 : onr_error_set(r->error, ONR_ENOMEM, r->line, "memory ran out");
}

static int read_key(struct reader *r, const char *key, char *value)
{
    struct onr_rule_spec *spec = r->spec;
    if (r->own && is_of_points(key))
        return FAIL(r, "a rule of your own has no “%s”: the score is the same for every newsroom; remove the line", key);
    r->kind_told |= strcmp(key, "kind") == 0;
    r->severity_told |= strcmp(key, "severity") == 0;
    if (strcmp(key, "kind") == 0) return read_choice(r, value, KIND, &spec->kind);
    if (strcmp(key, "of") == 0) return read_choice(r, value, SUBJECT, &spec->subject);
    if (strcmp(key, "span") == 0) return read_choice(r, value, PLACE, &spec->place);
    if (strcmp(key, "where") == 0) return read_where(r, value);
    if (strcmp(key, "silent") == 0) return read_condition(r, value, &spec->silent);
    if (strcmp(key, "doubt") == 0) return read_doubt(r, value);
    if (strcmp(key, "points") == 0) return read_points(r, value);
    if (strcmp(key, "severity") == 0) return read_severity(r, value);
    if (strcmp(key, "threshold") == 0) return read_threshold(r, value);
    if (strcmp(key, "rate") == 0) return read_number(r, value, &spec->rate);
    if (strcmp(key, "cap") == 0) return read_number(r, value, &spec->cap);
    if (strcmp(key, "list") == 0) return read_list(r, value);
    if (strcmp(key, "except") == 0) return read_except(r, value);
    if (strcmp(key, "milder") == 0) return read_milder(r, value);
    if (strcmp(key, "trap") == 0) return add_line(r, &spec->rule.traps, "", value);
    if (strcmp(key, "edit") == 0) return read_edit(r, value, true);
    if (strcmp(key, "offer") == 0) return read_edit(r, value, false);
    if (strcmp(key, "share") == 0) {
        spec->share = strcmp(value, "yes") == 0;
        return 0;
    }
    if (strcmp(key, "flag") == 0) return add_example(r, ONR_EXAMPLE_FLAG, value);
    if (strcmp(key, "pass") == 0) return add_example(r, ONR_EXAMPLE_PASS, value);
    if (strcmp(key, "before") == 0 || strcmp(key, "after") == 0)
        return 0; /* the tests read them */
    return read_text_key(r, key, value);
}

/* Cuts the next entry, with the lines that carry it on, from *at; NULL at the end. */
static char *next_entry(struct reader *r, char **at)
{
    while (**at) {
        char *line = *at, *out;
        r->line++;
        char *end = strchr(line, '\n');
        *at = end ? end + 1 : line + strlen(line);
        if (end)
            *end = 0;
        if (!*line || *line == '#')
            continue;
        for (out = line + strlen(line); (*at)[0] == ' ' && (*at)[1] == ' '; r->line++) {
            char *more = *at + 1;
            char *stop = strchr(more, '\n');
            size_t length = stop ? (size_t)(stop - more) : strlen(more);
            *at = stop ? stop + 1 : more + length;
            memmove(out, more, length);
            out += length;
            *out = 0;
        }
        return line;
    }
    return NULL;
}

static bool is_id(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length && !id[length] && length <= LONGEST_ID;
}

static bool needs_list(unsigned kind)
{
    return kind == ONR_RULE_KIND_content_words || kind == ONR_RULE_KIND_cue_words || kind == ONR_RULE_KIND_text_words ||
           kind == ONR_RULE_KIND_party_reply;
}

/* Kinds that count something, and find nothing or all there is where they are not told how much. */
static bool needs_threshold(unsigned kind)
{
    return kind == ONR_RULE_KIND_scare_quote || kind == ONR_RULE_KIND_late_attribution || kind == ONR_RULE_KIND_density ||
           kind == ONR_RULE_KIND_unattributed_quote;
}

static int check_complete(struct reader *r)
{
    const struct onr_rule *rule = &r->spec->rule;
    r->line = 1;
    if (!rule->id || !rule->title || !rule->message || !rule->why || !rule->fix)
        return FAIL(r, "a rule needs id, title, message, why and fix");
    if (r->own && (!r->kind_told || !r->severity_told))
        return FAIL(r, "a rule of your own needs a kind and a severity, such as “severity: W”");
    if (r->own && !is_id(rule->id))
        return FAIL(r, "“%s” is no id; use small letters, digits and hyphens, %d at most", rule->id, LONGEST_ID);
    if (r->spec->list < 0 && needs_list(r->spec->kind))
        return FAIL(r, "a rule of the kind %s needs a list", kind_names[r->spec->kind]);
    if (r->spec->threshold[0] <= 0 && needs_threshold(r->spec->kind))
        return FAIL(r, "a rule of the kind %s needs a threshold", kind_names[r->spec->kind]);
    if (!r->spec->rule.traps)
        r->spec->rule.traps = "";
    return 0;
}

/* Takes carriage returns and the white space at the ends of lines away, so that values end where they seem to. */
static void trim_lines(char *text)
{
    char *out = text;
    for (const char *at = text; *at; at++) {
        while (*at == '\n' && out > text && (out[-1] == ' ' || out[-1] == '\t' || out[-1] == '\r'))
            out--;
        *out++ = *at;
    }
    *out = 0;
}

static int read_rule(struct reader *r, const char *bytes, size_t length)
{
    *r->spec = (struct onr_rule_spec){.list = -1, .except = -1, .milder = -1};
    char *text = onr_arena_text(r->arena, bytes, length);
    if (!text)
        return onr_error_set(r->error, ONR_ENOMEM, 0, "memory ran out");
    trim_lines(text);
    for (char *entry; (entry = next_entry(r, &text));) {
        char *colon = strchr(entry, ':');
        if (!colon) {
            FAIL(r, "a line without a colon; write “key: value”");
            return -1;
        }
        *colon = 0;
        char *value = colon + 1;
        while (*value == ' ')
            value++;
        if (read_key(r, entry, value))
            return -1;
    }
    return check_complete(r) ? -1 : 0;
}

int onr_rule_read(struct onr_rule_spec *spec, struct onr_arena *arena, const char *bytes, size_t length,
                  onr_find_list find_list, void *context, struct onr_error *error)
{
    struct reader r = {.spec = spec, .arena = arena, .find_list = find_list, .context = context, .error = error};
    return read_rule(&r, bytes, length);
}

int onr_rule_read_own(struct onr_rule_spec *spec, struct onr_arena *arena, const char *bytes, size_t length,
                      onr_find_list find_list, void *context, struct onr_error *error)
{
    struct reader r = {.spec = spec, .arena = arena, .find_list = find_list, .context = context, .error = error,
                       .own = true};
    return read_rule(&r, bytes, length);
}
