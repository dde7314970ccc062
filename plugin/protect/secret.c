#include "protect/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include <sodium.h>

#define STACK_BYTES 65536
#define MOST_BYTES ((size_t)1 << 30) /* of a file that is read */

int onr_secret_harden(struct onr_problem *problem)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (sodium_init() >= 0)
        return 0;
    onr_problem_set(problem, "libsodium could not be started; is /dev/urandom there?");
    return -1;
}

void onr_secret_wipe_stack(void)
{
    sodium_stackzero(STACK_BYTES);
}

void *onr_secret_new(size_t size)
{
    void *memory = sodium_malloc(size);
    if (memory)
        sodium_memzero(memory, size);
    return memory;
}

void onr_secret_free(void *memory)
{
    sodium_free(memory);
}

void onr_secret_discard(char *bytes, size_t length)
{
    if (bytes)
        sodium_memzero(bytes, length);
    free(bytes);
}

/* Moves what was read to a larger place, and wipes the old one. */
static char *enlarge(char *bytes, size_t length, size_t *room)
{
    size_t larger = *room ? *room * 2 : 65536;
    char *moved = malloc(larger);
    if (moved && length)
        memcpy(moved, bytes, length);
    onr_secret_discard(bytes, length);
    *room = larger;
    return moved;
}

/* Returns 0 or an errno; *bytes is the caller's. */
static int read_all(int fd, char **bytes, size_t *length)
{
    size_t room = 0;
    for (;;) {
        if (*length == room && !(*bytes = enlarge(*bytes, *length, &room))) {
            *length = 0;
            return ENOMEM;
        }
        ssize_t got = read(fd, *bytes + *length, room - *length);
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR)
            return errno;
        if (got > 0)
            *length += (size_t)got;
        if (*length > MOST_BYTES)
            return EFBIG;
    }
}

int onr_secret_read(const char *path, char **bytes, size_t *length, struct onr_problem *problem)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    *bytes = NULL;
    *length = 0;
    int error = fd < 0 ? errno : read_all(fd, bytes, length);
    if (fd >= 0 && !standard_input)
        close(fd);
    if (!error)
        return 0;
    onr_secret_discard(*bytes, *length);
    *bytes = NULL;
    onr_problem_of_errno(problem, error);
    return -1;
}

/* What the terminal was like, to be given back whatever happens. */
struct terminal {
    int fd;               /* of /dev/tty */
    struct termios before; /* as it was */
    sigset_t signals;     /* those that were blocked before */
    bool silent;          /* it does not show what is typed */
};

/* Signals that would leave the terminal mute. */
static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

static int open_terminal(struct terminal *terminal, struct onr_problem *problem)
{
    terminal->fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal->fd >= 0)
        return 0;
    onr_problem_set(problem, "there is no terminal to ask on; names are never taken from the command "
                             "line or a pipe, where they would be kept: run this in a terminal");
    return -1;
}

static sigset_t deadly_set(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        sigaddset(&set, deadly[i]);
    return set;
}

/* Nothing is shown any more, and the deadly signals wait until that is over. */
static int silence(struct terminal *terminal, struct onr_problem *problem)
{
    sigset_t set = deadly_set();
    if (tcgetattr(terminal->fd, &terminal->before) != 0) {
        onr_problem_set(problem, "the terminal cannot be told to hide what is typed (%s); use "
                                 "another one",
                        strerror(errno));
        return -1;
    }
    struct termios silent = terminal->before;
    silent.c_lflag &= (tcflag_t)~ECHO;
    silent.c_lflag |= ICANON | ECHONL;
    sigprocmask(SIG_BLOCK, &set, &terminal->signals);
    if (tcsetattr(terminal->fd, TCSAFLUSH, &silent) != 0) {
        sigprocmask(SIG_SETMASK, &terminal->signals, NULL);
        onr_problem_set(problem, "the terminal cannot be told to hide what is typed (%s); use "
                                 "another one",
                        strerror(errno));
        return -1;
    }
    terminal->silent = true;
    return 0;
}

static void give_back(struct terminal *terminal)
{
    if (terminal->silent) {
        tcsetattr(terminal->fd, TCSADRAIN, &terminal->before);
        sigprocmask(SIG_SETMASK, &terminal->signals, NULL); /* a waiting one strikes here */
    }
    terminal->silent = false;
}

enum { TOO_LONG = -1, NO_LINE = -2, INTERRUPTED = -3 };

/* Waits until there is something to read, or a deadly signal. */
static bool wait_for_line(int fd, int signals)
{
    struct pollfd both[2] = {{.fd = fd, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    while (poll(both, 2, -1) < 0)
        if (errno != EINTR)
            return false;
    return !both[1].revents;
}

/* Reads a line. Returns its bytes, or why there is none. */
static int read_line(int fd, int signals, char *into, size_t size)
{
    size_t length = 0;
    for (;;) {
        if (!wait_for_line(fd, signals))
            return INTERRUPTED;
        ssize_t got = read(fd, into + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return NO_LINE;
        length += (size_t)got;
        if (into[length - 1] == '\n')
            break;
        if (length == size)
            return TOO_LONG;
    }
    into[--length] = '\0';
    if (length && into[length - 1] == '\r')
        into[--length] = '\0';
    return (int)length;
}

/* Asks once. Returns what read_line does, or INT_MIN with the problem told. */
static int ask_once(struct terminal *terminal, const char *question, bool shown, char *into,
                    size_t size, struct onr_problem *problem)
{
    sigset_t set = deadly_set();
    if (!shown && silence(terminal, problem) != 0)
        return INT_MIN;
    int signals = shown ? -1 : signalfd(-1, &set, SFD_CLOEXEC);
    ssize_t written = write(terminal->fd, question, strlen(question));
    int length = written < 0 ? NO_LINE : read_line(terminal->fd, signals, into, size);
    if (length < 0)
        tcflush(terminal->fd, TCIFLUSH);
    if (signals >= 0)
        close(signals);
    if (length == INTERRUPTED && write(terminal->fd, "\n", 1) < 0)
        length = NO_LINE;
    give_back(terminal);
    return length;
}

int onr_secret_ask(const char *question, bool shown, char *into, size_t size,
                   struct onr_problem *problem)
{
    struct terminal terminal = {.fd = -1};
    int length;
    if (open_terminal(&terminal, problem) != 0)
        return -1;
    do /* who stopped the program and goes on is asked again */
        length = ask_once(&terminal, question, shown, into, size, problem);
    while (length == INTERRUPTED);
    close(terminal.fd);
    if (length >= 0)
        return length;
    sodium_memzero(into, size);
    if (length == TOO_LONG)
        onr_problem_set(problem, "that is too long; give the name alone, or a part of the phrase");
    else if (length == NO_LINE)
        onr_problem_set(problem, "nothing was typed; nothing was changed");
    return -1;
}
