/* From the program to the server: descriptors, the log, a port. */
#include "lsp/lsp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lsp/server.h"

#define EXIT_FILE 3

/*
 * Moves the protocol's descriptors away, so that whatever else in the process prints goes to
 * standard error and cannot break into a message.
 */
static int guard(const struct onr_lsp_options *options, int *in, int *out)
{
    *in = fcntl(options->in, F_DUPFD_CLOEXEC, 3);
    *out = fcntl(options->out, F_DUPFD_CLOEXEC, 3);
    if (*in < 0 || *out < 0)
        return -1;
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        close(nothing);
    }
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return 0;
}

static FILE *open_log(const char *path)
{
    if (!path)
        return stderr;
    FILE *log = fopen(path, "ae");
    if (!log)
        fprintf(stderr, "onrecord: %s: the log cannot be written (%s); it goes to standard error\n",
                path, strerror(errno));
    return log ? log : stderr;
}

int onr_lsp_serve(const struct onr_lsp_options *options)
{
    struct onr_server server;
    int in, out;
    if (guard(options, &in, &out) != 0) {
        fprintf(stderr, "onrecord: there is no client to speak to\n");
        return EXIT_FILE;
    }
    signal(SIGPIPE, SIG_IGN);
    onr_server_open(&server, in, out);
    server.log = open_log(options->log);
    server.parent = options->parent;
    server.log_messages = options->trace && strcmp(options->trace, "off") != 0;
    int status = onr_server_run(&server);
    FILE *log = server.log;
    onr_server_close(&server);
    if (log != stderr)
        fclose(log);
    close(in);
    close(out);
    return status;
}

int onr_lsp_serve_port(const struct onr_lsp_options *options, unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        fprintf(stderr,
                "onrecord: nobody listens on port %u of this machine (%s); start the editor first\n",
                port, strerror(errno));
        if (fd >= 0)
            close(fd);
        return EXIT_FILE;
    }
    struct onr_lsp_options over = *options;
    over.in = over.out = fd;
    int status = onr_lsp_serve(&over);
    close(fd);
    return status;
}
