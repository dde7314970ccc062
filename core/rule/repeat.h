/* Paragraphs that stand twice: what is counted per so many words counts them once. */
#ifndef ONR_RULE_REPEAT_H
#define ONR_RULE_REPEAT_H

#include "prose/prose.h"

/*
 * Marks each body block whose words an earlier body block has, in an array by block in the arena; *words becomes the
 * number of words of those not marked. NULL when memory ran out.
 */
uint8_t *onr_blocks_repeated(const struct onr_prose *prose, struct onr_arena *arena, uint32_t *words);

#endif
