/* Labels as spans of tokens. */
#include "attribution/attribution.h"

static void push_span(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose,
                      const struct onr_labels *labels, uint32_t first, uint32_t end)
{
    uint32_t sum = 0;
    for (uint32_t i = first; i < end; i++)
        sum += labels->at[i].confidence;
    struct onr_role_span span = {
        .first = first, .end = end, .sentence = prose->tokens.at[first].sentence,
        .role = labels->at[first].role, .confidence = (uint8_t)(sum / (end - first)), .attribution = ONR_NONE,
    };
    ONR_ARRAY_PUSH(arena, &spans->all, span);
}

void onr_role_spans_collect(struct onr_role_spans *spans, struct onr_arena *arena, const struct onr_prose *prose,
                            const struct onr_labels *labels)
{
    *spans = (struct onr_role_spans){0};
    for (uint32_t first = 0; first < labels->count && !arena->failed;) {
        uint32_t end = first + 1;
        while (end < labels->count && labels->at[end].role == labels->at[first].role && !labels->at[end].begins)
            end++;
        if (labels->at[first].role)
            push_span(spans, arena, prose, labels, first, end);
        first = end;
    }
}
