/* What the model finds in held-out stories, for score.py. */
#include "attribution/attribution.h"
#include "train.h"

static json_t *spans_of(const struct onr_spans *spans)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < spans->count; i++)
        json_array_append_new(list, json_pack("[i,i]", (int)spans->at[i].start, (int)spans->at[i].end));
    return list;
}

static void write_story(FILE *out, struct story *story, const struct onr_pass *second)
{
    struct onr_labels labels = {take_memory(story->prose.tokens.count * sizeof *labels.at), story->labelling.tags,
                                story->prose.tokens.count};
    struct onr_attributions found;
    struct onr_error error = {0};
    if (!onr_labelling_settle(&story->labelling, second, labels.at) ||
        onr_attributions_find(&found, &story->arena, &story->prose, &labels, &error))
        die("memory", "ran out");
    json_t *list = json_array();
    for (uint32_t i = 0; i < found.records.count; i++) {
        const struct onr_attribution *a = &found.records.at[i];
        json_array_append_new(list, json_pack("{s:o,s:o,s:o,s:b,s:f}", "content", spans_of(&a->content), "cue",
                                              spans_of(&a->cue), "source", spans_of(&a->source), "nested",
                                              (int)a->nested, "confidence", (double)a->confidence));
    }
    json_t *line = json_pack("{s:s,s:o,s:[]}", "id", story->id, "attributions", list, "sources");
    json_dumpf(line, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(line);
    free(labels.at);
}

void report_stories(const struct onr_model *model, struct corpus *corpus, const char *file)
{
    struct onr_pass first = {onr_model_first(model), &model->transitions[0], model->scale[0]};
    struct onr_pass second = {onr_model_second(model), &model->transitions[1], model->scale[1]};
    FILE *out = fopen(file, "w");
    if (!out)
        die(file, "cannot be written");
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct story *story = &corpus->at[s];
        if (!story->held_out)
            continue;
        onr_labelling_tag(&story->labelling, model);
        onr_labelling_view(&story->labelling);
        if (!onr_labelling_guess(&story->labelling, &first))
            die("memory", "ran out");
        write_story(out, story, &second);
    }
    fclose(out);
}
