/* The English model, built in as its file stands (gen/binc.c). */
#include "tag/model.h"

extern const struct onr_model onr_model_english_bytes;

const struct onr_model *onr_model_english(void)
{
    return &onr_model_english_bytes;
}
