#include "markup/markup.h"
void onr_markup_classify(struct onr_markup *markup, const struct onr_pack *pack, const struct onr_text *text)
{
    (void)markup; (void)pack; (void)text;
}
