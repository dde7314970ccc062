/* The drafts in a folder and the folders below it, in the order of their names. */
#ifndef ONR_DOCUMENT_FOLDER_H
#define ONR_DOCUMENT_FOLDER_H

#include <stdbool.h>

/* Whether a file's ending is one drafts have: .txt, .md and the others that tell a format. */
bool onr_folder_takes(const char *name);

/* What a walk does with what it meets. */
struct onr_walk {
    void *context;                                  /* handed to each function */
    bool (*draft)(void *context, const char *path); /* a draft; false ends the walk */
    void (*problem)(void *context, const char *path,
                    const char *text);                             /* something cannot be read */
    bool (*ignored)(void *context, const char *path, bool folder); /* left out; NULL for nothing */
    bool (*takes)(void *context, const char *path); /* a file is a draft; NULL to go by its ending */
};

/*
 * Calls walk->draft for each draft. Hidden files and folders are passed over, links are followed,
 * and no folder is entered twice, so that links in a circle end. Returns the number of drafts met.
 */
unsigned long onr_folder_walk(const char *folder, const struct onr_walk *walk);

#endif
