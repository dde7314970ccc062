/*
 * JSON Lines in: one draft on each line, analyzed in order; a bad line is answered and the run goes
 * on.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

struct run {
    const struct onr_task *task;
    struct onr_presentation presentation;
    struct onr_options options;  /* of the file at hand */
    const char *labeller;        /* that --labeller asks for, or NULL */
    struct onr_configs *configs; /* read so far */
    const char *format; /* of lines that name none */
    const char *path;   /* the file as it is shown */
    uint64_t line;      /* the line at hand, from 1 */
    int status;         /* the worst so far */
};

/* A file's bytes as they come in; a line is a stretch of them. */
struct input {
    int fd;
    char *bytes;
    size_t start;    /* of what is not yet handed out */
    size_t searched; /* up to where there is no line end */
    size_t length;
    size_t capacity;
    bool ended;
    int error;
};

static void worsen(struct run *run, int status)
{
    if (status > run->status)
        run->status = status;
}

/* Makes room behind what is left, moving it to the front first. */
static bool make_room(struct input *input)
{
    memmove(input->bytes, input->bytes + input->start, input->length - input->start);
    input->length -= input->start;
    input->searched -= input->start;
    input->start = 0;
    if (input->capacity - input->length >= 1 << 16)
        return true;
    size_t capacity = input->capacity * 2;
    char *bytes = realloc(input->bytes, capacity);
    if (!bytes)
        return false;
    input->bytes = bytes;
    input->capacity = capacity;
    return true;
}

static bool read_more(struct input *input)
{
    if (!make_room(input)) {
        input->error = ENOMEM;
        return false;
    }
    ssize_t got;
    do
        got = read(input->fd, input->bytes + input->length, input->capacity - input->length);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        input->error = errno;
    if (got <= 0)
        input->ended = true;
    else
        input->length += (size_t)got;
    return got > 0;
}

/* The next line without its end, or NULL after the last and after an error. */
static const char *next_line(struct input *input, size_t *length)
{
    for (;;) {
        char *from = input->bytes + input->searched;
        char *end = memchr(from, '\n', input->length - input->searched);
        size_t start = input->start;
        if (end) {
            *length = (size_t)(end - (input->bytes + start));
            input->start = input->searched = start + *length + 1;
            return input->bytes + start;
        }
        input->searched = input->length;
        if (!input->ended && read_more(input))
            continue;
        *length = input->length - input->start;
        start = input->start;
        input->start = input->length;
        return input->error || *length == 0 ? NULL : input->bytes + start;
    }
}

static void fail(struct run *run, const char *id, const char *code, const char *message)
{
    struct onr_failure failure = {id, code, message, run->line};
    onr_complain(run->path, "line %llu: %s", (unsigned long long)run->line, message);
    if (run->task->presenter->failure)
        run->task->presenter->failure(&run->presentation, &failure);
    worsen(run, ONR_EXIT_FILE);
}

static void analyze(struct run *run, const char *id, const json_t *text, const char *format)
{
    struct onr_error error = {0};
    struct onr_options options = run->options;
    struct onr_document document = {0};
    size_t length = json_string_length(text);
    options.format = format;
    struct onr_analysis *analysis = onr_analyze(json_string_value(text), length, &options, &error);
    if (!analysis) {
        char message[sizeof error.text + 40];
        snprintf(message, sizeof message, "byte %llu of the text: %s",
                 (unsigned long long)error.offset, error.text);
        fail(run, id, onr_code_name(error.code),
             error.code == ONR_EENCODING ? message : error.text);
        worsen(run, onr_exit_of(error.code));
        return;
    }
    /* The document only borrows: its text is the line's, its name the file's. */
    document.bytes = (char *)(uintptr_t)json_string_value(text);
    document.path = (char *)(uintptr_t)run->path;
    document.length = document.original_length = length;
    struct onr_view view = {.document = &document, .analysis = analysis, .id = id};
    onr_present_document(&run->presentation, run->task->presenter, &view);
    onr_analysis_free(analysis);
}

/* Analyzes the object on a line. */
static void take_object(struct run *run, const json_t *object)
{
    const json_t *text = json_object_get(object, "text");
    const json_t *format = json_object_get(object, "format");
    const json_t *name = json_object_get(object, "id");
    char *id = name ? json_dumps(name, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
    if (!json_is_object(object))
        fail(run, id, "record", "it is not a JSON object; write {\"id\": …, \"text\": …}");
    else if (!json_is_string(text))
        fail(run, id, "record",
             "it has no \"text\" that is a string; write {\"id\": …, \"text\": …}");
    else if (format && !json_is_string(format))
        fail(run, id, "record", "its \"format\" is not a string; write \"plain\" or \"markdown\"");
    else
        analyze(run, id ? id : "null", text, format ? json_string_value(format) : run->format);
    free(id);
}

static bool is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
            return false;
    return true;
}

static void take_line(struct run *run, const char *line, size_t length)
{
    json_error_t error;
    if (is_blank(line, length))
        return;
    json_t *object = json_loadb(line, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    if (object) {
        take_object(run, object);
        json_decref(object);
        return;
    }
    char message[sizeof error.text + 60];
    bool encoding = json_error_code(&error) == json_error_invalid_utf8;
    snprintf(message, sizeof message, "it is not JSON: %s; write one JSON object on each line",
             error.text);
    fail(run, NULL, encoding ? "encoding" : "json", message);
}

static int take_input(struct run *run, int fd)
{
    struct input input = {.fd = fd, .capacity = 1 << 18};
    const char *line;
    size_t length;
    input.bytes = malloc(input.capacity);
    if (!input.bytes)
        return ENOMEM;
    run->line = 0;
    while (!run->presentation.out->error && (line = next_line(&input, &length))) {
        bool mark = run->line++ == 0 && length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0;
        take_line(run, mark ? line + 3 : line, mark ? length - 3 : length);
        onr_out_flush(run->presentation.out);
    }
    free(input.bytes);
    return input.error;
}

/* Goes by the config of a file; where that is wrong, says so: the file is left out. */
static bool take_config(struct run *run, const char *path)
{
    const char *why;
    const struct onr_config *config = onr_configs_of_draft(run->configs, path, &why);
    if (why)
        onr_complain_lines(why);
    if (!config) {
        worsen(run, ONR_EXIT_FILE);
        return false;
    }
    run->options = onr_config_options(config);
    run->options.labeller = run->labeller;
    return true;
}

static void take_file(struct run *run, const char *path, const char *shown)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    run->path = shown;
    if (!take_config(run, shown)) {
        if (fd >= 0 && !standard_input)
            close(fd);
        return;
    }
    int error = fd < 0 ? errno : take_input(run, fd);
    if (fd >= 0 && !standard_input)
        close(fd);
    if (!error)
        return;
    struct onr_problem problem;
    onr_problem_of_errno(&problem, error);
    onr_complain(shown, "%s", problem.text);
    worsen(run, ONR_EXIT_FILE);
}

int onr_lines_run(const struct onr_arguments *arguments, const struct onr_task *task)
{
    struct onr_out out;
    struct run run = {
        .task = task,
        .labeller = arguments->labeller,
        .presentation = {.out = &out,
                         .style = onr_style_of(arguments),
                         .least = task->least,
                         .explain = task->explain,
                         .many = true},
    };
    const char *standard_input = arguments->stdin_filename ? arguments->stdin_filename : "-";
    struct onr_given given;
    run.configs = onr_configs_of(arguments, &given);
    if (!run.configs)
        return ONR_EXIT_FILE;
    onr_out_open(&out, STDOUT_FILENO);
    onr_present_begin(&run.presentation, task->presenter);
    if (arguments->count == 0)
        take_file(&run, "-", standard_input);
    for (int i = 0; i < arguments->count && !out.error; i++) {
        char *path = arguments->operands[i];
        take_file(&run, path, strcmp(path, "-") == 0 ? standard_input : path);
    }
    onr_present_end(&run.presentation, task->presenter);
    onr_configs_free(run.configs);
    return onr_finish(&out, run.status);
}
