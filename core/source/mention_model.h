/* The trained weights of classify.c, made by gen/train_mentions.c (core/data/en/mentions.bin). */
#ifndef ONR_SOURCE_MENTION_MODEL_H
#define ONR_SOURCE_MENTION_MODEL_H

#include <stdint.h>

#include "source/phrase.h"

/* A table for each task, in it a row for each hash of a feature, a weight for each class. */
extern const int8_t onr_mention_model[ONR_MENTION_TASKS][ONR_MENTION_ROWS][ONR_CLASSES];

#endif
