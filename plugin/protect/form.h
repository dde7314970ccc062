/*
 * The forms under which a name, a number or a phrase is looked for: with initials, without middle
 * names, the last name first, with "oe" for "ö".
 */
#ifndef ONR_PROTECT_FORM_H
#define ONR_PROTECT_FORM_H

#include "protect/fold.h"
#include "protect/slot.h"

#define ONR_MOST_FORMS 128   /* of one entry, in both ways of reading */
#define ONR_PHRASE_BYTES 384 /* the longest phrase as it is typed */

enum onr_phrase_kind {
    ONR_PHRASE_WORDS,  /* looked for as it stands */
    ONR_PHRASE_NAME,   /* of a person: initials and so on too */
    ONR_PHRASE_NUMBER, /* digits: however they are grouped */
};

struct onr_form {
    uint8_t way;                /* an onr_way */
    uint8_t length;             /* bytes of the text */
    char text[ONR_FORM_BYTES];  /* folded */
    struct onr_form_note note;  /* where its words end */
};

/* Secret: lies in memory that onr_forms_new gave. */
struct onr_forms {
    uint32_t count;                         /* forms */
    bool overflow;                          /* the phrase is too long */
    bool failed;                            /* memory ran out */
    struct onr_form forms[ONR_MOST_FORMS];  /* count of them */
    char scratch[ONR_PHRASE_BYTES * 2];     /* where a form is put together */
    uint32_t scratch_length;                /* bytes of it */
};

/* Locked memory, NULL where there is none. onr_forms_free wipes it. */
struct onr_forms *onr_forms_new(void);
void onr_forms_free(struct onr_forms *forms);

/* What kind of phrase it looks like: a number, two to six capitalized words, or anything else. */
enum onr_phrase_kind onr_phrase_kind_of(const struct onr_alphabet *alphabet, const char *phrase,
                                        uint32_t length);
/*
 * Makes all forms of a phrase. Returns the bytes of its folded letters and digits, which say
 * whether it is long enough to be looked for, or -1 where forms->overflow or forms->failed tells
 * why there are none.
 */
int onr_forms_make(struct onr_forms *forms, const struct onr_alphabet *alphabet, const char *phrase,
                   uint32_t length, enum onr_phrase_kind kind);

#endif
