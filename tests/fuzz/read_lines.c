/* Any bytes as JSON Lines: the program's own reader, from a file in memory to /dev/null. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/cli.h"
#include "target.h"

/* Sends what the program prints to nowhere: anew each time, for it closes standard output at its end. */
static void silence(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0)
        abort();
    fflush(stdout);
    if (nowhere != STDOUT_FILENO) {
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    silence();
    int file = memfd_create("lines", MFD_CLOEXEC);
    if (file < 0 || (size && write(file, data, size) != (ssize_t)size))
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    char *operands[] = {path, NULL};
    struct onr_arguments arguments = {.format = "jsonl", .input = "jsonl", .operands = operands, .count = 1};
    struct onr_task task = {.presenter = onr_presenter_find("jsonl"), .fail_on = onr_severity_of("never"),
                            .least = ONR_SEVERITY_HINT};
    int status = onr_lines_run(&arguments, &task);
    if (status != ONR_EXIT_CLEAN && status != ONR_EXIT_FILE)
        abort();
    close(file);
    return 0;
}
