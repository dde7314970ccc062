#include "lsp_session.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lsp/server.h"

void serve_bytes(const void *data, size_t size)
{
    struct onr_server server;
    int in = memfd_create("messages", MFD_CLOEXEC);
    int out = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (in < 0 || out < 0 || (size && write(in, data, size) != (ssize_t)size) || lseek(in, 0, SEEK_SET) != 0)
        abort();
    setenv("XDG_CACHE_HOME", "/dev/null/no-cache", 1); /* no pages of rules are written */
    onr_server_open(&server, in, out);
    int status = onr_server_run(&server);
    if (status != 0 && status != 1)
        abort();
    onr_server_close(&server);
    close(in);
    close(out);
}
