/* Any bytes as a rule file. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "rule/rule.h"
#include "target.h"

/* Half of all names are lists. */
static int find_list(void *context, const char *name)
{
    (void)context;
    return strlen(name) % 2 ? 1 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct onr_rule_spec spec;
    struct onr_error error = {0};
    struct onr_arena arena;
    onr_arena_init(&arena);
    char *bytes = malloc(size ? size : 1);
    if (size)
        memcpy(bytes, data, size);
    int code = onr_rule_read(&spec, &arena, bytes, size, find_list, NULL, &error);
    if (code && !*error.text)
        abort();
    if (!code && (!spec.rule.id || !spec.rule.message || spec.kind >= ONR_RULE_KINDS))
        abort();
    free(bytes);
    onr_arena_finish(&arena);
    return 0;
}
