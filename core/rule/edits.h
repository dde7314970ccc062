/* The kinds of edit a rule may offer: a row here and a function in edit_*.c each. The second column is the name. */
#ifndef ONR_RULE_EDITS_H
#define ONR_RULE_EDITS_H

#define ONR_EDIT_KIND_ROWS(X)                                                                             \
    X(replace, "replace")                                                                                 \
    X(replace_verb, "replace-verb")                                                                       \
    X(rewrite, "rewrite")                                                                                 \
    X(insert_before, "insert-before")                                                                     \
    X(insert_after, "insert-after")                                                                       \
    X(move_speaker, "move-speaker")                                                                       \
    X(add_speaker, "add-speaker")                                                                         \
    X(drop_marks, "drop-marks")

#define ONR_EDIT_KIND_CONSTANT(name, text) ONR_EDIT_##name,
enum onr_edit_kind { ONR_EDIT_KIND_ROWS(ONR_EDIT_KIND_CONSTANT) ONR_EDIT_KINDS };
#undef ONR_EDIT_KIND_CONSTANT

/* What an edit is made of, or made beside. */
#define ONR_EDIT_PLACE_ROWS(X)                                                                            \
    X(words, "words")         /* the words of the finding */                                              \
    X(last, "last")           /* the last of them */                                                      \
    X(source, "source")       /* the noun phrase of the source */                                         \
    X(head, "head")           /* its head noun */                                                         \
    X(reason, "reason")       /* the words that tell why it is unnamed */                                 \
    X(sentence, "sentence")   /* the sentence of the finding, before the stop at its end */               \
    X(paragraph, "paragraph") /* the paragraph of the finding, with that stop */

#define ONR_EDIT_PLACE_CONSTANT(name, text) ONR_EDIT_AT_##name,
enum onr_edit_place { ONR_EDIT_PLACE_ROWS(ONR_EDIT_PLACE_CONSTANT) ONR_EDIT_PLACES };
#undef ONR_EDIT_PLACE_CONSTANT

#endif
