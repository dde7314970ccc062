#include "present/write.h"

#include <string.h>

static void break_line(struct onr_json *json)
{
    if (json->pretty && (!json->flat || json->depth < json->flat)) {
        onr_out_char(json->out, '\n');
        onr_out_repeat(json->out, ' ', 2 * json->depth);
    } else if (json->pretty && !json->first) {
        onr_out_char(json->out, ' ');
    }
}

/* What comes before a value: the comma after the last one, the line, the key. */
static void begin(struct onr_json *json, const char *key)
{
    if (json->depth) {
        if (!json->first)
            onr_out_char(json->out, ',');
        break_line(json);
    }
    json->first = false;
    if (!key)
        return;
    onr_out_char(json->out, '"');
    onr_out_text(json->out, key);
    onr_out_text(json->out, json->pretty ? "\": " : "\":");
}

void onr_json_open(struct onr_json *json, const char *key, char bracket)
{
    begin(json, key);
    onr_out_char(json->out, bracket);
    json->depth++;
    json->first = true;
}

void onr_json_open_flat(struct onr_json *json, const char *key, char bracket)
{
    onr_json_open(json, key, bracket);
    if (!json->flat)
        json->flat = json->depth;
}

void onr_json_close(struct onr_json *json, char bracket)
{
    bool empty = json->first;
    bool flat = json->flat;
    if (json->flat == json->depth)
        json->flat = 0;
    json->depth--;
    if (!empty && !flat)
        break_line(json);
    onr_out_char(json->out, bracket);
    json->first = false;
}

/* Bytes of the well-formed UTF-8 character at bytes, of length bytes; 0 where there is none. */
static size_t character(const unsigned char *bytes, size_t length)
{
    unsigned char a = bytes[0];
    size_t need = a < 0x80 ? 1 : a < 0xC2 ? 0 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : a < 0xF5 ? 4 : 0;
    if (need == 0 || need > length)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    bool wrong = (a == 0xE0 && bytes[1] < 0xA0) || (a == 0xED && bytes[1] > 0x9F) ||
                 (a == 0xF0 && bytes[1] < 0x90) || (a == 0xF4 && bytes[1] > 0x8F);
    return wrong ? 0 : need;
}

static void escape(struct onr_out *out, unsigned char byte)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                   ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    if (byte < sizeof letters && letters[byte]) {
        onr_out_char(out, '\\');
        onr_out_char(out, letters[byte]);
    } else {
        onr_out_format(out, "\\u%04x", byte);
    }
}

static bool is_ordinary(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void onr_json_bytes(struct onr_json *json, const char *key, const char *bytes, size_t length)
{
    begin(json, key);
    onr_out_char(json->out, '"');
    for (size_t i = 0; i < length;) {
        size_t run = i;
        while (run < length && is_ordinary((unsigned char)bytes[run]))
            run++;
        onr_out_bytes(json->out, bytes + i, run - i);
        i = run;
        if (i == length)
            break;
        size_t width = character((const unsigned char *)bytes + i, length - i);
        if (width == 1)
            escape(json->out, (unsigned char)bytes[i]);
        else if (width)
            onr_out_bytes(json->out, bytes + i, width);
        else
            onr_out_text(json->out, "\xEF\xBF\xBD");
        i += width ? width : 1;
    }
    onr_out_char(json->out, '"');
}

void onr_json_text(struct onr_json *json, const char *key, const char *text)
{
    onr_json_bytes(json, key, text, strlen(text));
}

void onr_json_unsigned(struct onr_json *json, const char *key, uint64_t number)
{
    begin(json, key);
    onr_out_unsigned(json->out, number);
}

void onr_json_number(struct onr_json *json, const char *key, double number)
{
    begin(json, key);
    onr_out_number(json->out, number);
}

void onr_json_fraction(struct onr_json *json, const char *key, double number)
{
    begin(json, key);
    onr_out_format(json->out, "%.2f", number);
}

void onr_json_bool(struct onr_json *json, const char *key, bool value)
{
    onr_json_raw(json, key, value ? "true" : "false");
}

void onr_json_null(struct onr_json *json, const char *key)
{
    onr_json_raw(json, key, "null");
}

void onr_json_raw(struct onr_json *json, const char *key, const char *text)
{
    begin(json, key);
    onr_out_text(json->out, text);
}
