/* onrecord config: what is set for a draft, and which line of which file set it. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help_text.h"
#include "present/plain.h"
#include "present/write.h"

#define KEY_WIDTH 11   /* columns of a key */
#define VALUE_WIDTH 28 /* columns of a value */

static const enum onr_key keys[] = {ONR_KEY_PROFILE, ONR_KEY_LANGUAGE, ONR_KEY_OUTLET, ONR_KEY_INCLUDE,
                                    ONR_KEY_EXCLUDE, ONR_KEY_RULES,    ONR_KEY_WORDS};

#define KEYS (sizeof keys / sizeof *keys)

static const char *origin_name(enum onr_origin origin)
{
    static const char *const names[] = {[ONR_ORIGIN_DEFAULT] = "default", [ONR_ORIGIN_PROFILE] = "profile",
                                        [ONR_ORIGIN_FILE] = "file", [ONR_ORIGIN_COMMAND_LINE] = "command line"};
    return names[origin];
}

static void put_origin(struct onr_out *out, const struct onr_config *config, const struct onr_value *value)
{
    if (value->origin == ONR_ORIGIN_FILE) {
        onr_plain_text(out, value->file);
        onr_out_format(out, ":%u", value->line);
    } else if (value->origin == ONR_ORIGIN_PROFILE) {
        onr_out_format(out, "profile %s", onr_profile_name(onr_config_profile(config)));
    } else {
        onr_out_text(out, origin_name(value->origin));
    }
}

/* A value and where it came from, in two columns. */
static void put_value(struct onr_out *out, const struct onr_config *config, const struct onr_value *value)
{
    struct onr_out text;
    onr_out_open(&text, -1);
    onr_plain_text(&text, value->text ? value->text : "(none)");
    unsigned width = onr_plain_width(text.bytes, text.length);
    onr_out_bytes(out, text.bytes, text.length);
    onr_out_repeat(out, ' ', width < VALUE_WIDTH ? VALUE_WIDTH - width : 1);
    onr_out_char(out, ' ');
    put_origin(out, config, value);
    onr_out_char(out, '\n');
    onr_out_close(&text);
}

static void put_key(struct onr_out *out, const char *key)
{
    onr_out_format(out, "  %-*s ", KEY_WIDTH, key);
}

static void write_key(struct onr_out *out, const struct onr_config *config, enum onr_key key)
{
    bool several = key == ONR_KEY_INCLUDE || key == ONR_KEY_EXCLUDE;
    struct onr_value value = onr_config_value(config, key, 0);
    for (size_t i = 0; i == 0 || (several && value.text); i++) {
        put_key(out, onr_key_name(key));
        put_value(out, config, &value);
        value = onr_config_value(config, key, i + 1);
    }
}

static void write_rule(struct onr_out *out, const struct onr_config *config, uint32_t rule)
{
    char room[32];
    struct onr_value severity = onr_config_rule_value(config, ONR_KEY_SEVERITY, rule, room, sizeof room);
    onr_out_format(out, "  %s\n", onr_policy_rule_at(onr_config_policy(config), rule)->id);
    onr_out_text(out, "  ");
    put_key(out, "severity");
    put_value(out, config, &severity);
    struct onr_value threshold = onr_config_rule_value(config, ONR_KEY_THRESHOLD, rule, room, sizeof room);
    if (!threshold.text)
        return;
    onr_out_text(out, "  ");
    put_key(out, "threshold");
    put_value(out, config, &threshold);
}

static void write_text(struct onr_out *out, const struct onr_style *style, const struct onr_config *config)
{
    uint32_t count = onr_policy_rule_count(onr_config_policy(config));
    onr_ink_text(out, style, ONR_INK_STRONG, "Files read");
    onr_out_char(out, '\n');
    for (size_t i = 0; i == 0 || onr_config_file(config, i); i++) {
        onr_out_text(out, "  ");
        onr_plain_text(out, onr_config_file(config, i) ? onr_config_file(config, i) : "(none)");
        onr_out_char(out, '\n');
    }
    onr_out_char(out, '\n');
    onr_ink_text(out, style, ONR_INK_STRONG, "[onrecord]");
    onr_out_char(out, '\n');
    for (size_t i = 0; i < KEYS; i++)
        write_key(out, config, keys[i]);
    for (int own = 0; own <= (count > onr_rule_count()); own++) {
        onr_out_char(out, '\n');
        onr_ink_text(out, style, ONR_INK_STRONG, own ? "[rule \"…\"], your own" : "[rule \"…\"]");
        onr_out_char(out, '\n');
        for (uint32_t i = own ? onr_rule_count() : 0; i < (own ? count : onr_rule_count()); i++)
            write_rule(out, config, i);
    }
}

static void write_json_value(struct onr_json *json, const char *key, const struct onr_value *value)
{
    onr_json_open_flat(json, key, '{');
    if (value->text)
        onr_json_text(json, "value", value->text);
    else
        onr_json_null(json, "value");
    onr_json_text(json, "from", origin_name(value->origin));
    if (value->origin == ONR_ORIGIN_FILE) {
        onr_json_text(json, "file", value->file);
        onr_json_unsigned(json, "line", value->line);
    }
    onr_json_close(json, '}');
}

static void write_json_key(struct onr_json *json, const struct onr_config *config, enum onr_key key)
{
    struct onr_value value = onr_config_value(config, key, 0);
    if (key != ONR_KEY_INCLUDE && key != ONR_KEY_EXCLUDE) {
        write_json_value(json, onr_key_name(key), &value);
        return;
    }
    onr_json_open(json, onr_key_name(key), '[');
    for (size_t i = 1; value.text; i++) {
        write_json_value(json, NULL, &value);
        value = onr_config_value(config, key, i);
    }
    onr_json_close(json, ']');
}

static void write_json_rule(struct onr_json *json, const struct onr_config *config, uint32_t rule)
{
    char room[32];
    struct onr_value severity = onr_config_rule_value(config, ONR_KEY_SEVERITY, rule, room, sizeof room);
    onr_json_open(json, onr_policy_rule_at(onr_config_policy(config), rule)->id, '{');
    onr_json_bool(json, "own", rule >= onr_rule_count());
    write_json_value(json, "severity", &severity);
    struct onr_value threshold = onr_config_rule_value(config, ONR_KEY_THRESHOLD, rule, room, sizeof room);
    if (threshold.text)
        write_json_value(json, "threshold", &threshold);
    onr_json_close(json, '}');
}

static void write_json(struct onr_out *out, const struct onr_config *config)
{
    struct onr_json json = {.out = out, .pretty = true};
    onr_json_open(&json, NULL, '{');
    onr_json_open(&json, "files", '[');
    for (size_t i = 0; onr_config_file(config, i); i++)
        onr_json_text(&json, NULL, onr_config_file(config, i));
    onr_json_close(&json, ']');
    for (size_t i = 0; i < KEYS; i++)
        write_json_key(&json, config, keys[i]);
    onr_json_open(&json, "rule", '{');
    for (uint32_t i = 0; i < onr_policy_rule_count(onr_config_policy(config)); i++)
        write_json_rule(&json, config, i);
    onr_json_close(&json, '}');
    onr_json_close(&json, '}');
    onr_out_char(out, '\n');
}

/* The config of a draft, of a folder, or of the current folder where nothing is named. */
static const struct onr_config *find(struct onr_configs *configs, const char *path)
{
    struct stat status;
    const char *why;
    bool folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    const struct onr_config *config =
        folder ? onr_configs_of_folder(configs, path, &why) : onr_configs_of_draft(configs, path, &why);
    if (why)
        onr_complain_lines(why);
    return config;
}

static int show(const struct onr_arguments *arguments, bool json)
{
    struct onr_given given;
    struct onr_out out;
    struct onr_style style = onr_style_of(arguments);
    struct onr_configs *configs = onr_configs_of(arguments, &given);
    const struct onr_config *config = configs ? find(configs, arguments->count ? arguments->operands[0] : ".") : NULL;
    int status = ONR_EXIT_FILE;
    if (config) {
        onr_out_open(&out, STDOUT_FILENO);
        if (json)
            write_json(&out, config);
        else
            write_text(&out, &style, config);
        status = onr_finish(&out, ONR_EXIT_CLEAN);
    }
    onr_configs_free(configs);
    return status;
}

static int run(const struct onr_arguments *arguments)
{
    bool json = arguments->format && strcmp(arguments->format, "json") == 0;
    if (arguments->count > 1) {
        onr_complain(NULL, "one file at a time; write: onrecord config --show %s", arguments->operands[0]);
        return ONR_EXIT_USAGE;
    }
    if (arguments->count && strcmp(arguments->operands[0], "-") != 0 && access(arguments->operands[0], F_OK) != 0) {
        onr_complain(arguments->operands[0], "there is no such file; check the name");
        return ONR_EXIT_FILE;
    }
    return show(arguments, json);
}

const struct onr_command onr_command_config = {
    .name = "config",
    .summary = "show what is set for a draft, and by which line of which file",
    .help =
        "onrecord config --show [FILE]\n"
        "\n"
        "Shows every value that is in force for a draft or a folder, and where it came\n"
        "from: a line of a file, the profile, the command line, or the default. Without\n"
        "FILE it is what is in force for the current folder.\n"
        "\n"
        "The file " ONR_PROJECT_FILE " of a project lies in the folder of its drafts or above it,\n"
        "up to the root of the file system; the first one found going up is read. Your\n"
        "own file is ~/.config/onrecord/config, or onrecord/config in XDG_CONFIG_HOME.\n"
        "What the command line says wins over the project, the project over your own\n"
        "file.\n"
        "\n"
        "  [onrecord]\n"
        "      profile = ap              # default, ap, reuters, nyt, bbc, npr, guardian\n"
        "      outlet = The Daily Gazette\n"
        "      language = en\n"
        "      include = drafts          # of a folder, only what fits a pattern\n"
        "      exclude = drafts/old      # … and not what fits one of these\n"
        "      rules = newsroom/rules    # a folder of your own rules\n"
        "      words = newsroom/words    # people.txt, organizations.txt, titles.txt,\n"
        "                                # outlets.txt, cue-verbs.txt, lists for rules\n"
        "  [rule \"anonymous-bare\"]\n"
        "      severity = error          # error, warning, info, hint or off\n"
        "  [rule \"anonymous-density\"]\n"
        "      threshold = 4             # where the rule counts something\n"
        "  [include]\n"
        "      path = ../house.onrecord  # another file, read in this place\n"
        "\n"
        "A severity or a threshold changes what is flagged, never the score.\n"
        "\n"
        "Options\n"
        "  --show                 show the values; without it, the same\n"
        "  --profile NAME         as in other commands: see what it changes\n"
        "  --outlet NAME          the same\n"
        "  --format FORMAT        text (unless you say otherwise) or json\n"
        ONR_HELP_OPTION_COLOR
        ONR_HELP_OPTION_HELP
        "\n"
        "Examples\n"
        "  onrecord config --show drafts/mayor.txt\n"
        "  onrecord config --show --format json drafts/ > in-force.json\n"
        "\n"
        "Exit status: 0, 2 for a wrong command line, 3 when FILE is not there or a file\n"
        "of the configuration is wrong; the message tells which line, and what to do.\n",
    .options = ONR_OPTION_SHOW_CONFIG | ONR_OPTION_PROFILE | ONR_OPTION_OUTLET | ONR_OPTION_FORMAT | ONR_OPTION_COLOR,
    .formats = onr_text_or_json,
    .run = run,
};
