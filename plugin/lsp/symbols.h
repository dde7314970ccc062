/* What the symbols of one draft and of the workspace share. */
#ifndef ONR_LSP_SYMBOLS_H
#define ONR_LSP_SYMBOLS_H

#include "onrecord.h"

/* The kind of symbol, by the protocol's number, that stands for a class of source. */
int onr_symbol_kind(enum onr_class class_);

#endif
