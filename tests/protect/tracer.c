/*
 * Runs a program under ptrace, to look into its memory or to kill it at a chosen moment.
 *
 *     tracer memory TEXT… -- PROGRAM ARGUMENT…   at its end, tells "found TEXT in REGION" for each
 *                                                text that lies in its memory
 *     tracer kill N -- PROGRAM ARGUMENT…         kills it before it changes the file system for the
 *                                                Nth time; tells "ended" where it did not come to that
 *
 * Exit status 0; 77 where ptrace is not permitted; 2 for a wrong call. The program keeps the
 * terminal and the standard descriptors.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static void refuse(const char *what)
{
    fprintf(stderr, "tracer: %s: %s\n", what, strerror(errno));
    exit(77);
}

static pid_t start(char **command, long options)
{
    pid_t child = fork();
    int status;
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
            _exit(77);
        execv(command[0], command);
        _exit(2);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        refuse("the program did not start");
    if (!WIFSTOPPED(status))
        refuse("ptrace is not permitted");
    if (ptrace(PTRACE_SETOPTIONS, child, NULL, options | PTRACE_O_EXITKILL) != 0)
        refuse("ptrace");
    return child;
}

static void look_at(const char *bytes, size_t length, char **texts, const char *region)
{
    for (char **text = texts; strcmp(*text, "--") != 0; text++) {
        char wide[512];
        size_t width = strlen(*text);
        for (size_t i = 0; i < width; i++) {
            wide[2 * i] = (*text)[i];
            wide[2 * i + 1] = '\0';
        }
        if (memmem(bytes, length, *text, width) || memmem(bytes, length, wide, 2 * width))
            printf("found %s in %s\n", *text, region);
    }
}

/* Reads a region page by page, so that one that cannot be read hides no other. */
static size_t read_region(int memory, unsigned long begin, unsigned long end, char *into)
{
    size_t got = 0;
    for (unsigned long at = begin; at < end; at += 4096)
        if (pread(memory, into + (at - begin), 4096, (off_t)at) == 4096)
            got += 4096;
    return got;
}

static void look_into(pid_t child, char **texts)
{
    char path[64], line[1024];
    size_t total = 0;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)child);
    int memory = open(path, O_RDONLY);
    if (memory < 0)
        refuse(path);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)child);
    FILE *maps = fopen(path, "r");
    if (!maps)
        refuse(path);
    while (fgets(line, sizeof line, maps)) {
        unsigned long begin, end;
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%lx-%lx", &begin, &end) != 2 || end - begin > (1ul << 30) || strstr(line, "[v"))
            continue;
        char *bytes = calloc(1, end - begin);
        if (!bytes)
            refuse("memory");
        total += read_region(memory, begin, end, bytes);
        look_at(bytes, end - begin, texts, line);
        free(bytes);
    }
    fclose(maps);
    close(memory);
    printf("looked at %zu bytes\n", total);
}

static int trace_memory(char **texts, char **command)
{
    pid_t child = start(command, PTRACE_O_TRACEEXIT);
    int status, signal = 0;
    for (;;) {
        if (ptrace(PTRACE_CONT, child, NULL, (void *)(long)signal) != 0 || waitpid(child, &status, 0) != child)
            refuse("ptrace");
        if (!WIFSTOPPED(status))
            return 0;
        bool leaving = status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8);
        if (leaving)
            look_into(child, texts);
        signal = leaving ? 0 : WSTOPSIG(status);
    }
}

/* Whether a system call changes what lies on disk. */
static bool changes(pid_t child)
{
#if defined(__x86_64__)
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, child, NULL, &registers) != 0)
        return false;
    switch ((long)registers.orig_rax) {
    case SYS_openat:
        return registers.rdx & O_CREAT;
    case SYS_write:
        return registers.rdi > 2;
    case SYS_fsync:
    case SYS_fchmod:
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_rename:
    case SYS_unlinkat:
    case SYS_mkdir:
        return true;
    default:
        return false;
    }
#else
    (void)child;
    return false;
#endif
}

static int trace_kill(long most, char **command)
{
    pid_t child = start(command, PTRACE_O_TRACESYSGOOD);
    int status, signal = 0;
    bool entering = true;
    for (long seen = 0;;) {
        if (ptrace(PTRACE_SYSCALL, child, NULL, (void *)(long)signal) != 0 || waitpid(child, &status, 0) != child)
            refuse("ptrace");
        if (!WIFSTOPPED(status)) {
            puts("ended");
            return 0;
        }
        bool call = WSTOPSIG(status) == (SIGTRAP | 0x80);
        signal = call ? 0 : WSTOPSIG(status);
        if (call && entering && changes(child) && ++seen == most) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            puts("killed");
            return 0;
        }
        entering = call ? !entering : entering;
    }
}

int main(int count, char **words)
{
    char **command = NULL;
    for (int i = 2; i < count && !command; i++)
        if (strcmp(words[i], "--") == 0)
            command = words + i + 1;
    if (!command || !*command)
        return 2;
    if (strcmp(words[1], "memory") == 0)
        return trace_memory(words + 2, command);
    return strcmp(words[1], "kill") == 0 ? trace_kill(atol(words[2]), command) : 2;
}
