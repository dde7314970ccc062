#ifndef TREE_SITTER_PROSE_H
#define TREE_SITTER_PROSE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct TSLanguage TSLanguage;

/* The language of news prose, for ts_parser_set_language. Static: never freed, never NULL. */
const TSLanguage *tree_sitter_prose(void);

#ifdef __cplusplus
}
#endif

#endif
