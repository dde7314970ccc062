/* The table of guards. The room of a guard comes before this one. */
#include "hook/guard.h"

const struct onr_guard *const onr_guard_rows[ONR_GUARDS + 1] = {
    &onr_guard_protected,
    NULL,
};
