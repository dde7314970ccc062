/* Writing a draft back: all of it or nothing. */
#ifndef ONR_DOCUMENT_SAVE_H
#define ONR_DOCUMENT_SAVE_H

#include "document/document.h"

/*
 * Puts bytes in the place of the file a document was read from. The file is written beside it and renamed, so that
 * nobody ever sees half of it; mode and symbolic links stay. A file that is no longer what the document holds is
 * left alone. Returns 0, or -1 with problem filled and the file as it was. The document must not be a converted one.
 */
int onr_document_save(const struct onr_document *document, const char *bytes, size_t length,
                      struct onr_problem *problem);

#endif
